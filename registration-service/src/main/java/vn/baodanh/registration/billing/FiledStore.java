package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.PreferenceList;

/** What a person has filed that counts, as far as bills need it. */
final class FiledStore {
  private FiledStore() {}

  /** A person's list that counts. */
  record Counting(ListOnFile list, PreferenceList content) {}

  /** Of several accounts of one person, the list later in order counts; none: nothing was filed. */
  static Future<Optional<Counting>> counting(SqlClient db, UUID[] person) {
    return counting(db, person, "");
  }

  /** {@link #counting} that stays as it is until the transaction ends. */
  static Future<Optional<Counting>> freeze(SqlClient tx, UUID[] person) {
    return counting(tx, person, " FOR NO KEY UPDATE");
  }

  private static Future<Optional<Counting>> counting(SqlClient db, UUID[] person, String lock) {
    return db.preparedQuery(
            """
            SELECT candidate_id, partition, seq, order_us, filing_id, content FROM current_filing
            WHERE candidate_id = ANY ($1) AND kind = $2 AND order_us > 0 ORDER BY order_us DESC\
            """
                + lock)
        .execute(Tuple.of(person, (short) Kind.PREFERENCES.code()))
        .map(rows -> rows.stream().findFirst().map(FiledStore::counting));
  }

  private static Counting counting(Row row) {
    return new Counting(
        new ListOnFile(
            row.getUUID(0), row.getShort(1), row.getLong(2), row.getLong(3), row.getUUID(4)),
        PreferenceList.ofCanonical(row.getBuffer(5).getBytes()));
  }

  /** The department in which the exam registration was submitted; empty for whoever has none. */
  static Future<String> department(SqlClient db, UUID[] person) {
    return db.preparedQuery(
            """
            SELECT coalesce(department_code, '') FROM current_filing
            WHERE candidate_id = ANY ($1) AND kind = $2 ORDER BY order_us DESC LIMIT 1
            """)
        .execute(Tuple.of(person, (short) Kind.REGISTRATION.code()))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString(0)).orElse(""));
  }
}
