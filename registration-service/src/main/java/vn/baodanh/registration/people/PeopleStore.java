package vn.baodanh.registration.people;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.person.Documents.Document;
import vn.baodanh.registration.person.Person;

/** Whose documents are, and who may be the same person. */
final class PeopleStore {
  private final Pool pool;

  PeopleStore(Pool pool) {
    this.pool = pool;
  }

  /** Candidates with an account for which the portal has named this document. */
  Future<List<UUID>> accountsOf(Document document) {
    return pool.preparedQuery(
            """
            SELECT DISTINCT candidate_id FROM identity_document
            WHERE right(number, 6) = right($2, 6) AND number = $2 AND kind = $1 AND source = 'portal'
            """)
        .execute(Tuple.of(document.kind(), document.number()))
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
  }

  /** Writes down under whom is kept what is filed for the owner of a document. */
  Future<Void> expect(Document document, UUID candidate) {
    return pool.preparedQuery(
            """
            INSERT INTO entered_candidate (kind, number, candidate_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """)
        .execute(Tuple.of(document.kind(), document.number(), candidate))
        .mapEmpty();
  }

  /** Where the exam registration was submitted that counts, as {@code 01-005}. */
  Future<Optional<String>> registeredAt(Person person) {
    return pool.preparedQuery(
            """
            SELECT form ->> 'departmentCode' || '-' || (form ->> 'pointOfReceipt') FROM (
              SELECT CASE WHEN length(content) > 0 THEN convert_from(content, 'UTF8')::jsonb END AS form
              FROM current_filing WHERE candidate_id = ANY ($1) AND kind = 2 ORDER BY order_us DESC LIMIT 1) counts
            """)
        .execute(Tuple.of(person.idArray()))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString(0)));
  }

  /**
   * Two who may be one; each with documents, the last four characters of whose numbers are told.
   */
  record Suspected(Place place, String reason, JsonObject documents) {}

  /** Those nobody has decided on, in the order in which they were found. */
  Future<List<Suspected>> suspected(Place after, int limit) {
    return pool.preparedQuery(
            """
            SELECT one, other, reason, found_us,
              (SELECT jsonb_object_agg(candidate_id, shown) FROM (
                 SELECT candidate_id, jsonb_agg(jsonb_build_object('kind', kind, 'number', '…' || right(number, 4), 'source', source,
                   'fullName', full_name, 'dateOfBirth', birth_date) ORDER BY kind, number, source) AS shown
                 FROM identity_document WHERE candidate_id IN (one, other) GROUP BY candidate_id) documents)
            FROM suspected_duplicate
            WHERE state = 'open' AND (found_us, one, other) > ($1, $2, $3) ORDER BY found_us, one, other LIMIT $4
            """)
        .execute(Tuple.of(after.foundUs(), after.one(), after.other(), limit))
        .map(rows -> rows.stream().map(PeopleStore::suspected).toList());
  }

  private static Suspected suspected(Row row) {
    return new Suspected(
        new Place(row.getLong(3), row.getUUID(0), row.getUUID(1)),
        row.getString(2),
        Optional.ofNullable(row.get(JsonObject.class, 4)).orElseGet(JsonObject::new));
  }

  /** Whether these two were suspected and nobody had decided. */
  static Future<Boolean> decide(SqlClient tx, UUID a, UUID b, String state) {
    return tx.preparedQuery(
            """
            UPDATE suspected_duplicate SET state = $3
            WHERE one = least($1::uuid, $2::uuid) AND other = greatest($1::uuid, $2::uuid) AND state = 'open'
            """)
        .execute(Tuple.of(a, b, state))
        .map(RowSet::rowCount)
        .map(count -> count == 1);
  }
}
