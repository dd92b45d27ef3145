package vn.baodanh.payment.refund;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.attempt.Attempt;
import vn.baodanh.payment.bill.BillLine;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.work.Columns;

/** The table of refunds. */
final class RefundStore {
  private static final String COLUMNS =
      """
      id, number, reference, amount, institutions, amounts, reason, state, opened_at, opened_by, prepared_by, released_by,
      decided_by, decided_at, note, request_id, requested_at, requests, result_code, origin\
      """;

  private RefundStore() {}

  /** Opens a case for each attempt that settled nothing, unless it has one. */
  static Future<?> openByItself(SqlClient tx, List<Attempt> attempts, Instant now) {
    return tx.preparedQuery(
            """
            INSERT INTO refund (id, reference, amount, reason, state, opened_at, opened_by)
            SELECT u.id, u.reference, u.amount, 'bill-settled-otherwise', 'open', $1, 'system'
            FROM unnest($2::uuid[], $3::text[], $4::bigint[]) AS u (id, reference, amount)
            """)
        .execute(
            Tuple.of(
                utc(now),
                Columns.of(attempts, UUID[]::new, Attempt::ownRefund),
                Columns.of(attempts, String[]::new, Attempt::reference),
                Columns.of(attempts, Long[]::new, attempt -> attempt.amount().amount())));
  }

  /** Adds one, unless there is one with its id. */
  static Future<Boolean> add(SqlClient tx, Refund refund) {
    return tx.preparedQuery(
            """
            INSERT INTO refund (id, reference, amount, institutions, amounts, reason, state, opened_at, opened_by, prepared_by, note,
              origin)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING
            """)
        .execute(
            Tuple.of(refund.id(), refund.reference(), refund.amount().amount())
                .addValue(Columns.of(refund.lines(), String[]::new, BillLine::institution))
                .addValue(Columns.of(refund.lines(), Long[]::new, line -> line.amount().amount()))
                .addValue(refund.reason())
                .addValue(refund.state().text())
                .addValue(utc(refund.openedAt()))
                .addValue(refund.openedBy())
                .addValue(refund.preparedBy().orElse(null))
                .addValue(refund.note().orElse(null))
                .addValue(refund.origin().orElse(null)))
        .map(added -> added.rowCount() == 1);
  }

  static Future<Optional<Refund>> find(SqlClient db, UUID id) {
    return db.preparedQuery("SELECT " + COLUMNS + " FROM refund WHERE id = $1")
        .execute(Tuple.of(id))
        .map(RefundStore::first);
  }

  static Future<Optional<Refund>> lock(SqlClient tx, UUID id) {
    return tx.preparedQuery("SELECT " + COLUMNS + " FROM refund WHERE id = $1 FOR UPDATE")
        .execute(Tuple.of(id))
        .map(RefundStore::first);
  }

  static Future<Optional<Refund>> lockByRequest(SqlClient tx, String requestId) {
    return tx.preparedQuery("SELECT " + COLUMNS + " FROM refund WHERE request_id = $1 FOR UPDATE")
        .execute(Tuple.of(requestId))
        .map(RefundStore::first);
  }

  static Future<List<Refund>> ofAttempt(SqlClient db, String reference) {
    return db.preparedQuery(
            "SELECT " + COLUMNS + " FROM refund WHERE reference = $1 ORDER BY number")
        .execute(Tuple.of(reference))
        .map(RefundStore::all);
  }

  /**
   * @param state none for all
   */
  static Future<List<Refund>> page(
      SqlClient db, Optional<RefundState> state, long after, int limit) {
    return db.preparedQuery(
            "SELECT "
                + COLUMNS
                + " FROM refund WHERE number > $1 AND ($2::text IS NULL OR state = $2)"
                + " ORDER BY number LIMIT $3")
        .execute(Tuple.of(after, state.map(RefundState::text).orElse(null), limit))
        .map(RefundStore::all);
  }

  static Future<?> prepare(SqlClient tx, UUID id, Vnd amount, String by, @Nullable String note) {
    return tx.preparedQuery(
            "UPDATE refund SET state = 'prepared', amount = $2, prepared_by = $3, note = $4 WHERE"
                + " id = $1")
        .execute(Tuple.of(id, amount.amount(), by, note));
  }

  static Future<?> release(SqlClient tx, UUID id, String by, Instant now) {
    return tx.preparedQuery(
            "UPDATE refund SET state = 'released', released_by = $2, act_at = $3 WHERE id = $1")
        .execute(Tuple.of(id, by, utc(now)));
  }

  /** Writes how it ended. */
  static Future<?> decide(SqlClient tx, UUID id, RefundState state, Decision decision) {
    return tx.preparedQuery(
            """
            UPDATE refund SET state = $2, decided_by = $3, decided_at = $4, result_code = coalesce($5, result_code),
              note = coalesce($6, note), act_at = NULL
            WHERE id = $1
            """)
        .execute(
            Tuple.of(id, state.text(), decision.by(), utc(decision.at()))
                .addValue(decision.code().orElse(null))
                .addValue(decision.note().orElse(null)));
  }

  /** The platform was asked, and nobody knows whether it was done. */
  static Future<?> leaveUnknown(SqlClient db, UUID id, String code, Instant askAt) {
    return db.preparedQuery(
            """
            UPDATE refund SET state = 'unknown', result_code = $2, act_at = $3 WHERE id = $1 AND state IN ('sent', 'unknown')
            """)
        .execute(Tuple.of(id, code, utc(askAt)));
  }

  /** What was sent on an earlier day and not answered must not be sent again. */
  static Future<?> giveUpSending(SqlClient db, Instant today, Instant now) {
    return db.preparedQuery(
            """
            UPDATE refund SET state = 'unknown', act_at = $2 WHERE state = 'sent' AND requested_at < $1
            """)
        .execute(Tuple.of(utc(today), utc(now)));
  }

  /**
   * Takes those that are to be sent, and writes their requests down: they are committed before the
   * platform is asked. Nobody else gets the same until it is time again.
   *
   * @param today the beginning of the day in which a request may be repeated
   * @param again when to send it again if no answer comes
   */
  static Future<List<Refund>> takeToSend(
      SqlClient db, Instant now, Instant today, Instant again, int most) {
    return db.preparedQuery(
            """
            UPDATE refund SET state = 'sent', requests = requests + 1, act_at = $3,
              request_id = coalesce(request_id, replace(gen_random_uuid()::text, '-', '')),
              requested_at = coalesce(requested_at, date_trunc('second', $1::timestamptz))
            WHERE id IN (
              SELECT id FROM refund
              WHERE act_at <= $1 AND (state = 'released' OR state = 'sent' AND requested_at >= $2)
              ORDER BY act_at LIMIT $4 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                + COLUMNS)
        .execute(Tuple.of(utc(now), utc(today), utc(again), most))
        .map(RefundStore::all);
  }

  /** Takes those of which it is to be found out whether they were done. */
  static Future<List<Refund>> takeToAsk(SqlClient db, Instant now, Instant again, int most) {
    return db.preparedQuery(
            """
            UPDATE refund SET act_at = $2 WHERE id IN (
              SELECT id FROM refund WHERE act_at <= $1 AND state = 'unknown'
              ORDER BY act_at LIMIT $3 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                + COLUMNS)
        .execute(Tuple.of(utc(now), utc(again), most))
        .map(RefundStore::all);
  }

  private static Optional<Refund> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(RefundStore::refund);
  }

  private static List<Refund> all(RowSet<Row> rows) {
    return rows.stream().map(RefundStore::refund).toList();
  }

  private static Refund refund(Row row) {
    String[] institutions = row.getArrayOfStrings(4);
    Long[] amounts = row.getArrayOfLongs(5);
    return new Refund(
        row.getUUID(0),
        row.getLong(1),
        row.getString(2),
        new Vnd(row.getLong(3)),
        IntStream.range(0, amounts.length)
            .mapToObj(i -> new BillLine(institutions[i], new Vnd(amounts[i])))
            .toList(),
        row.getString(6),
        RefundState.of(row.getString(7)),
        row.getOffsetDateTime(8).toInstant(),
        row.getString(9),
        Optional.ofNullable(row.getString(10)),
        Optional.ofNullable(row.getString(11)),
        Optional.ofNullable(row.getString(12)),
        Optional.ofNullable(row.getOffsetDateTime(13)).map(OffsetDateTime::toInstant),
        Optional.ofNullable(row.getString(14)),
        Optional.ofNullable(row.getString(15)),
        Optional.ofNullable(row.getOffsetDateTime(16)).map(OffsetDateTime::toInstant),
        row.getInteger(17),
        Optional.ofNullable(row.getString(18)),
        Optional.ofNullable(row.getUUID(19)));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
