package vn.baodanh.registration.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Person;

/** Checks of identities: what is to be asked, and what was answered. */
final class IdentityStore {
  private final Pool pool;

  IdentityStore(Pool pool) {
    this.pool = pool;
  }

  /** Somebody to ask about, and nobody else asks for the time of the lease. */
  record Due(
      UUID candidate,
      long orderUs,
      String number,
      String fullName,
      LocalDate birthDate,
      String sex,
      int attempts) {}

  Future<List<Due>> take(int limit, Duration lease) {
    return pool.preparedQuery(
            """
            UPDATE identity_check c SET attempts = attempts + 1, due_at = now() + $2 * interval '1 millisecond'
            FROM (SELECT candidate_id FROM identity_check WHERE due_at <= now() AND due_at < 'infinity' ORDER BY due_at LIMIT $1
              FOR UPDATE SKIP LOCKED) due
            WHERE c.candidate_id = due.candidate_id
            RETURNING c.candidate_id, order_us, number, full_name, birth_date, sex, attempts
            """)
        .execute(Tuple.of(limit, lease.toMillis()))
        .map(rows -> rows.stream().map(IdentityStore::due).toList());
  }

  private static Due due(Row row) {
    return new Due(
        row.getUUID(0),
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLocalDate(4),
        row.getString(5),
        row.getShort(6));
  }

  /** Writes the answer down, unless the person was registered otherwise meanwhile. */
  static Future<Boolean> settle(SqlClient tx, Due due, Found found) {
    List<String> differing = found instanceof Found.Differs(var members) ? members : List.of();
    return tx.preparedQuery(
            """
            UPDATE identity_check SET state = $3, differing = $4, checked_at = now(), due_at = 'infinity'
            WHERE candidate_id = $1 AND order_us = $2 AND state = 'not-checked'
            """)
        .execute(
            Tuple.of(
                due.candidate(), due.orderUs(), found.state(), differing.toArray(String[]::new)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> postpone(Due due, Duration wait) {
    return pool.preparedQuery(
            """
            UPDATE identity_check SET due_at = now() + $3 * interval '1 millisecond'
            WHERE candidate_id = $1 AND order_us = $2 AND state = 'not-checked'
            """)
        .execute(Tuple.of(due.candidate(), due.orderUs(), wait.toMillis()))
        .mapEmpty();
  }

  /** How the newest registration of a person stands; empty while there is none. */
  Future<Optional<JsonObject>> of(Person person) {
    return pool.preparedQuery(
            """
            SELECT state, differing, (extract(epoch FROM checked_at) * 1e6)::bigint FROM identity_check
            WHERE candidate_id = ANY ($1) ORDER BY order_us DESC LIMIT 1
            """)
        .execute(Tuple.of((Object) person.idArray()))
        .map(rows -> rows.stream().findFirst().map(IdentityStore::shown));
  }

  private static JsonObject shown(Row row) {
    var shown =
        new JsonObject()
            .put("state", row.getString(0))
            .put("differing", new JsonArray(List.of((Object[]) row.getArrayOfStrings(1))));
    Optional.ofNullable(row.getLong(2)).ifPresent(at -> shown.put("checkedAt", Micros.text(at)));
    return shown;
  }
}
