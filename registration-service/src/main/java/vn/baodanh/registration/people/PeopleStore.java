package vn.baodanh.registration.people;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.baodanh.kit.Bearer;
import vn.baodanh.registration.person.Documents.Document;
import vn.baodanh.registration.person.Person;

/**
 * Documents of candidates, and who may be the same person. What is looked up for each of many is a
 * subquery with OFFSET 0, so that it is always planned by its index.
 */
final class PeopleStore {
  private final Pool pool;

  PeopleStore(Pool pool) {
    this.pool = pool;
  }

  Future<Void> begin(int partitions) {
    return pool.preparedQuery(
            """
            INSERT INTO people_cursor (partition) SELECT generate_series(0, $1 - 1) ON CONFLICT DO NOTHING
            """)
        .execute(Tuple.of(partitions))
        .mapEmpty();
  }

  /**
   * Learns from the exam registrations that the next journal rows of a partition apply: documents,
   * where the candidate is reached, and whose identity is to be checked. One statement, so wholly
   * or not at all; while another process does it, nothing.
   *
   * @return whether there was more than this many rows
   */
  Future<Boolean> learn(int partition, int limit) {
    return pool.preparedQuery(
            """
            WITH cursor AS (SELECT seq FROM people_cursor WHERE partition = $1 FOR UPDATE SKIP LOCKED),
            reach AS (SELECT c.seq AS after, least(c.seq + $2, p.seq) AS upto FROM cursor c, partition p WHERE p.id = $1),
            filed AS MATERIALIZED (
              SELECT DISTINCT ON (j.candidate_id) j.candidate_id, j.order_us, convert_from(j.content, 'UTF8')::jsonb AS form
              FROM reach r CROSS JOIN LATERAL (
                SELECT candidate_id, order_us, content FROM filing_journal
                WHERE partition = $1 AND kind = 2 AND seq > r.after AND seq <= r.upto AND outcome = 1 AND length(content) > 0
                OFFSET 0) j
              ORDER BY j.candidate_id, j.order_us DESC),
            moved AS (UPDATE people_cursor c SET seq = r.upto FROM reach r WHERE c.partition = $1 AND r.upto > r.after),
            reached AS (
              INSERT INTO contact AS known (candidate_id, department_code, email, phone, order_us)
              SELECT candidate_id, form ->> 'departmentCode', form ->> 'email', form ->> 'phone', order_us FROM filed
              ON CONFLICT (candidate_id) DO UPDATE SET department_code = excluded.department_code, email = excluded.email,
                phone = excluded.phone, order_us = excluded.order_us WHERE known.order_us < excluded.order_us),
            named AS (
              INSERT INTO identity_document AS known (candidate_id, kind, number, source, full_name, birth_date)
              SELECT candidate_id, form #>> '{identity,kind}', form #>> '{identity,number}', 'registration', form ->> 'fullName',
                (form ->> 'dateOfBirth')::date
              FROM filed
              ON CONFLICT (candidate_id, kind, number, source) DO UPDATE SET full_name = excluded.full_name, birth_date = excluded.birth_date, compared = false
              WHERE (known.full_name, known.birth_date) IS DISTINCT FROM (excluded.full_name, excluded.birth_date)),
            to_check AS (
              INSERT INTO identity_check AS known (candidate_id, order_us, kind, number, full_name, birth_date, sex, due_at)
              SELECT candidate_id, order_us, form #>> '{identity,kind}', form #>> '{identity,number}', form ->> 'fullName',
                (form ->> 'dateOfBirth')::date, form ->> 'sex',
                CASE form #>> '{identity,kind}' WHEN 'citizen' THEN now() ELSE 'infinity' END
              FROM filed
              ON CONFLICT (candidate_id) DO UPDATE SET order_us = excluded.order_us, kind = excluded.kind, number = excluded.number,
                full_name = excluded.full_name, birth_date = excluded.birth_date, sex = excluded.sex, state = 'not-checked',
                differing = '{}', checked_at = NULL, attempts = 0, due_at = excluded.due_at
              WHERE known.order_us < excluded.order_us AND (known.kind, known.number, known.full_name, known.birth_date, known.sex)
                IS DISTINCT FROM (excluded.kind, excluded.number, excluded.full_name, excluded.birth_date, excluded.sex))
            SELECT coalesce(bool_or(upto - after >= $2), false) FROM reach
            """)
        .execute(Tuple.of((short) partition, limit))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /**
   * Compares documents that are new with all others. Two are suspected to be one person's who share
   * a document; or name and birth date, where one shows a passport or the numbers differ in two
   * digits at most; or name and the last six digits, which stay when a number is corrected.
   *
   * @return how many were compared
   */
  Future<Integer> compare(int limit) {
    return pool.preparedQuery(
            """
            WITH fresh AS MATERIALIZED (
              SELECT ctid AS place, d.* FROM identity_document d WHERE NOT compared LIMIT $1 FOR UPDATE SKIP LOCKED),
            alike AS (
              SELECT f.candidate_id AS a, o.candidate_id AS b, 1 AS reason FROM fresh f CROSS JOIN LATERAL (
                SELECT candidate_id FROM identity_document WHERE number = f.number AND kind = f.kind OFFSET 0) o
              UNION ALL
              SELECT f.candidate_id, o.candidate_id, 2 FROM fresh f CROSS JOIN LATERAL (
                SELECT * FROM identity_document WHERE name_key = f.name_key AND birth_date = f.birth_date OFFSET 0) o
              WHERE 'passport' IN (f.kind, o.kind) OR
                (SELECT count(*) FROM generate_series(1, 12) i WHERE substr(f.number, i, 1) <> substr(o.number, i, 1)) <= 2
              UNION ALL
              SELECT f.candidate_id, o.candidate_id, 3 FROM fresh f CROSS JOIN LATERAL (
                SELECT candidate_id FROM identity_document
                WHERE kind = 'citizen' AND name_key = f.name_key AND right(number, 6) = right(f.number, 6) OFFSET 0) o
              WHERE f.kind = 'citizen'),
            written AS (
              INSERT INTO suspected_duplicate (one, other, reason)
              SELECT least(a, b), greatest(a, b),
                (ARRAY['same-document', 'same-name-and-birth-date', 'number-corrected'])[min(reason)]
              FROM alike WHERE a <> b
                AND NOT EXISTS (SELECT FROM candidate_merge m WHERE (m.merged_id, m.into_id) IN ((a, b), (b, a)))
              GROUP BY 1, 2 ON CONFLICT DO NOTHING),
            marked AS (
              UPDATE identity_document SET compared = true WHERE ctid = ANY (ARRAY (SELECT place FROM fresh)))
            SELECT count(*) FROM fresh
            """)
        .execute(Tuple.of(limit))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  /** What the portal said of people who signed in; each by a candidate's id. */
  Future<Void> learn(Map<UUID, Bearer> seen) {
    var ids = new ArrayList<UUID>();
    var bearers = new ArrayList<Bearer>();
    seen.forEach((id, bearer) -> {
      ids.add(id);
      bearers.add(bearer);
    });
    return pool.preparedQuery(
            """
            WITH seen AS (
              SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
                AS s (candidate_id, subject, citizen, passport, full_name, birth_date)),
            named AS (
              INSERT INTO identity_document AS known (candidate_id, kind, number, source, full_name, birth_date)
              SELECT candidate_id, kind, number, 'portal', full_name, birth_date::date
              FROM seen, LATERAL (VALUES ('citizen', citizen), ('passport', passport)) AS document (kind, number)
              WHERE number <> '' AND full_name <> '' AND birth_date <> ''
              ON CONFLICT (candidate_id, kind, number, source) DO UPDATE SET
                full_name = excluded.full_name, birth_date = excluded.birth_date, compared = false
              WHERE (known.full_name, known.birth_date) IS DISTINCT FROM (excluded.full_name, excluded.birth_date))
            INSERT INTO contact (candidate_id, subject) SELECT candidate_id, subject FROM seen
            ON CONFLICT (candidate_id) DO UPDATE SET subject = excluded.subject WHERE contact.subject IS NULL
            """)
        .execute(
            Tuple.of(
                ids.toArray(UUID[]::new),
                column(bearers, bearer -> Optional.of(bearer.subject())),
                column(bearers, Bearer::citizenNumber),
                column(bearers, Bearer::passport),
                column(bearers, bearer -> bearer.signIn().name()),
                column(bearers, bearer -> bearer.signIn().birthdate())))
        .mapEmpty();
  }

  /** Candidates with an account for which the portal has named this document. */
  Future<List<UUID>> accountsOf(Document document) {
    return pool.preparedQuery(
            """
            SELECT DISTINCT candidate_id FROM identity_document WHERE number = $2 AND kind = $1 AND source = 'portal'
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

  private static String[] column(List<Bearer> bearers, Function<Bearer, Optional<String>> text) {
    return bearers.stream().map(bearer -> text.apply(bearer).orElse("")).toArray(String[]::new);
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
