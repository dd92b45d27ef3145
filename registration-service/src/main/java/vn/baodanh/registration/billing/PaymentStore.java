package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Attempts to pay, written before the adapter is called. */
final class PaymentStore {
  /** Of one bill, by the candidate, and by all who have a link: neither can use up the other's. */
  private static final int MOST_OF_EACH = 50;

  private final Pool pool;

  PaymentStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * An attempt as it was written.
   *
   * @param id the adapter knows it by this
   * @param payableUntil when it must be paid
   */
  record Written(UUID id, UUID bill, PaymentRequest request, Instant payableUntil) {}

  /**
   * The attempt that somebody gave this name.
   *
   * @param bills among these
   * @param link by which it was asked for; none: by the candidate
   */
  static Future<Optional<Written>> find(
      SqlClient db, UUID[] bills, Optional<UUID> link, String key) {
    return db.preparedQuery(
            """
            SELECT id, bill_id, key, platform, payer_address, language, bank_code, payable_until FROM bill_payment
            WHERE bill_id = ANY ($1) AND link_id IS NOT DISTINCT FROM $2 AND key = $3 ORDER BY created_at DESC LIMIT 1
            """)
        .execute(Tuple.of(bills, link.orElse(null), key))
        .map(rows -> rows.stream().findFirst().map(PaymentStore::written));
  }

  /**
   * Writes an attempt, unless there is one of this name: then that is found. Fails with 409 {@code
   * too-many-payments}.
   */
  Future<Written> add(Written wanted, Optional<UUID> link, Instant now) {
    UUID[] bill = {wanted.bill()};
    return pool.withTransaction(tx ->
            tx.preparedQuery("SELECT FROM bill WHERE id = $1 FOR NO KEY UPDATE")
                .execute(Tuple.of(wanted.bill()))
                .compose(locked -> insert(tx, wanted, link, now))
                .compose(added -> find(tx, bill, link, wanted.request().key()))
                .map(found -> found.orElseThrow(BillingProblems::tooManyPayments)))
        .map(Objects::requireNonNull);
  }

  private static Future<?> insert(SqlClient tx, Written wanted, Optional<UUID> link, Instant now) {
    PaymentRequest request = wanted.request();
    return tx.preparedQuery(
            """
            INSERT INTO bill_payment
              (id, bill_id, link_id, key, platform, payer_address, language, bank_code, payable_until, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
            WHERE (SELECT count(*) FROM bill_payment WHERE bill_id = $2 AND (link_id IS NULL) = ($3::uuid IS NULL)) < $11
            ON CONFLICT DO NOTHING
            """)
        .execute(
            Tuple.of(wanted.id(), wanted.bill(), link.orElse(null), request.key())
                .addValue(request.platform())
                .addValue(request.payerAddress())
                .addValue(request.language())
                .addValue(request.bankCode().orElse(null))
                .addValue(wanted.payableUntil().atOffset(ZoneOffset.UTC))
                .addValue(now.atOffset(ZoneOffset.UTC))
                .addValue(MOST_OF_EACH));
  }

  private static Written written(Row row) {
    return new Written(
        row.getUUID(0),
        row.getUUID(1),
        new PaymentRequest(
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            Optional.ofNullable(row.getString(6))),
        row.getOffsetDateTime(7).toInstant());
  }
}
