package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The table of payment links. */
final class LinkStore {
  /** Of one bill, revoked ones too: more than a family needs. */
  private static final int MOST = 20;

  private static final String COLUMNS = "id, bill_id, created_at, expires_at, revoked_at";

  private final Pool pool;

  LinkStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * A link as it was written.
   *
   * @param isNew whether there was none of this name
   */
  record Written(PaymentLink link, boolean isNew) {}

  /**
   * Writes a link, unless there is one of this name: then that is found. Fails with 409 {@code
   * too-many-links}.
   *
   * @param key the candidate's name for it
   */
  Future<Written> add(PaymentLink wanted, String key) {
    return pool.withTransaction(tx ->
            tx.preparedQuery("SELECT FROM bill WHERE id = $1 FOR NO KEY UPDATE")
                .execute(Tuple.of(wanted.bill()))
                .compose(locked -> insert(tx, wanted, key))
                .compose(added -> find(tx, wanted.bill(), key))
                .map(found -> found.orElseThrow(BillingProblems::tooManyLinks)))
        .map(Objects::requireNonNull)
        .map(link -> new Written(link, link.id().equals(wanted.id())));
  }

  private static Future<?> insert(SqlClient tx, PaymentLink wanted, String key) {
    return tx.preparedQuery(
            """
            INSERT INTO payment_link (id, bill_id, key, created_at, expires_at)
            SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM payment_link WHERE bill_id = $2) < $6
            ON CONFLICT DO NOTHING
            """)
        .execute(
            Tuple.of(wanted.id(), wanted.bill(), key)
                .addValue(wanted.createdAt().atOffset(ZoneOffset.UTC))
                .addValue(wanted.expiresAt().atOffset(ZoneOffset.UTC))
                .addValue(MOST));
  }

  private static Future<Optional<PaymentLink>> find(SqlClient tx, UUID bill, String key) {
    return tx.preparedQuery(
            "SELECT " + COLUMNS + " FROM payment_link WHERE bill_id = $1 AND key = $2")
        .execute(Tuple.of(bill, key))
        .map(rows -> rows.stream().findFirst().map(LinkStore::link));
  }

  Future<Optional<PaymentLink>> find(UUID id) {
    return pool.preparedQuery("SELECT " + COLUMNS + " FROM payment_link WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(LinkStore::link));
  }

  /** Of all bills of a person, the newest last. */
  Future<List<PaymentLink>> of(UUID[] person) {
    return pool.preparedQuery(
            """
            SELECT l.id, l.bill_id, l.created_at, l.expires_at, l.revoked_at
            FROM payment_link l JOIN bill b ON b.id = l.bill_id WHERE b.candidate_id = ANY ($1) ORDER BY l.created_at, l.id
            """)
        .execute(Tuple.of(person))
        .map(rows -> rows.stream().map(LinkStore::link).toList());
  }

  /**
   * Whoever holds it can do nothing from now on.
   *
   * @return whether it is one of this person's
   */
  Future<Boolean> revoke(UUID id, UUID[] person, Instant now) {
    return pool.preparedQuery(
            """
            UPDATE payment_link l SET revoked_at = coalesce(revoked_at, $3)
            FROM bill b WHERE l.id = $1 AND b.id = l.bill_id AND b.candidate_id = ANY ($2)
            """)
        .execute(Tuple.of(id, person, now.atOffset(ZoneOffset.UTC)))
        .map(revoked -> revoked.rowCount() == 1);
  }

  private static PaymentLink link(Row row) {
    return new PaymentLink(
        row.getUUID(0),
        row.getUUID(1),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant(),
        Optional.ofNullable(row.getOffsetDateTime(4)).map(OffsetDateTime::toInstant));
  }
}
