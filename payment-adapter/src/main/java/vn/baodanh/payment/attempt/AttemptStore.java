package vn.baodanh.payment.attempt;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.work.Columns;

/** The table of attempts. */
final class AttemptStore {
  private static final String COLUMNS =
      """
      reference, bill_id, candidate_id, platform, amount, created_at, platform_expires_at, expires_at, state, result_code,
      transaction_no, paid_at\
      """;

  private AttemptStore() {}

  /**
   * Adds each of these attempts if its bill is open, unless one has its key, or the bill has too
   * many; all or none if one cannot be. Bills are a subquery with OFFSET 0, so that each is looked
   * up by its id also in a plan that was made while there were none.
   *
   * @return those that were added, by reference
   */
  static Future<Map<String, Attempt>> add(SqlClient db, List<NewAttempt> attempts, int most) {
    return db.preparedQuery(
            """
            INSERT INTO attempt (reference, bill_id, candidate_id, key, request_digest, platform, amount, created_at,
              platform_expires_at, expires_at, ask_at)
            SELECT n.reference, b.id, b.candidate_id, n.key, n.digest, n.platform, b.amount, n.created_at,
              n.platform_expires_at, n.expires_at, n.ask_at
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::timestamptz[], $7::timestamptz[],
              $8::timestamptz[], $9::timestamptz[])
              AS n (bill_id, reference, key, digest, platform, created_at, platform_expires_at, expires_at, ask_at)
            CROSS JOIN LATERAL (SELECT id, candidate_id, amount, state FROM bill WHERE id = n.bill_id OFFSET 0) b
            WHERE b.state = 'open' AND (SELECT count(*) FROM attempt a WHERE a.bill_id = n.bill_id) < $10
            ORDER BY n.bill_id, n.reference ON CONFLICT (bill_id, key) DO NOTHING RETURNING
            """
                + COLUMNS)
        .execute(
            Tuple.of(
                    Columns.of(attempts, UUID[]::new, NewAttempt::bill),
                    Columns.of(attempts, String[]::new, NewAttempt::reference),
                    Columns.of(attempts, String[]::new, NewAttempt::key),
                    Columns.of(attempts, Buffer[]::new, one -> Buffer.buffer(one.digest())),
                    Columns.of(attempts, String[]::new, NewAttempt::platform))
                .addValue(moments(attempts, NewAttempt::createdAt))
                .addValue(moments(attempts, NewAttempt::platformExpiresAt))
                .addValue(moments(attempts, NewAttempt::expiresAt))
                .addValue(moments(attempts, NewAttempt::askAt))
                .addValue(most))
        .map(rows -> all(rows).stream().collect(Collectors.toMap(Attempt::reference, one -> one)));
  }

  private static @Nullable OffsetDateTime[] moments(
      List<NewAttempt> attempts, Function<NewAttempt, Instant> moment) {
    return Columns.of(attempts, OffsetDateTime[]::new, one -> utc(moment.apply(one)));
  }

  /** The attempt with this key, and the digest of the request that made it. */
  static Future<Optional<Keyed>> withKey(SqlClient db, UUID bill, String key) {
    return db.preparedQuery(
            "SELECT " + COLUMNS + ", request_digest FROM attempt WHERE bill_id = $1 AND key = $2")
        .execute(Tuple.of(bill, key))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row -> new Keyed(attempt(row), row.getBuffer(12).getBytes())));
  }

  record Keyed(Attempt attempt, byte[] digest) {}

  static Future<List<Attempt>> ofBill(SqlClient db, UUID bill) {
    return db.preparedQuery(
            "SELECT " + COLUMNS + " FROM attempt WHERE bill_id = $1 ORDER BY reference")
        .execute(Tuple.of(bill))
        .map(AttemptStore::all);
  }

  static Future<Optional<Attempt>> find(SqlClient db, String reference) {
    return db.preparedQuery("SELECT " + COLUMNS + " FROM attempt WHERE reference = $1")
        .execute(Tuple.of(reference))
        .map(AttemptStore::first);
  }

  /** Whose attempts these are. */
  static Future<Set<UUID>> candidates(SqlClient db, Collection<String> references) {
    return db.preparedQuery("SELECT DISTINCT candidate_id FROM attempt WHERE reference = ANY ($1)")
        .execute(Tuple.of(references.toArray(String[]::new)))
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).collect(Collectors.toSet()));
  }

  static Future<List<Attempt>> lock(SqlClient tx, Collection<String> references) {
    return tx.preparedQuery(
            "SELECT "
                + COLUMNS
                + " FROM attempt WHERE reference = ANY ($1) ORDER BY reference FOR NO KEY UPDATE")
        .execute(Tuple.of(references.toArray(String[]::new)))
        .map(AttemptStore::all);
  }

  /**
   * Writes what became of these attempts.
   *
   * @param askIn when to ask about one that is worth asking about and is not going to be asked
   */
  static Future<RowSet<Row>> decide(
      SqlClient tx, Collection<Attempt> attempts, Instant now, Duration askIn) {
    return tx.preparedQuery(
            """
            UPDATE attempt SET state = u.state, result_code = u.code, transaction_no = u.transaction_no, paid_at = u.paid_at,
              decided_at = $1, ask_at = CASE WHEN u.ask THEN coalesce(ask_at, $2) END
            FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::boolean[])
              AS u (reference, state, code, transaction_no, paid_at, ask)
            WHERE attempt.reference = u.reference AND attempt.reference = ANY ($3)
            """)
        .execute(
            Tuple.of(utc(now), utc(now.plus(askIn)))
                .addValue(Columns.of(attempts, String[]::new, Attempt::reference))
                .addValue(Columns.of(attempts, String[]::new, one -> one.state().text()))
                .addValue(Columns.of(attempts, String[]::new, one -> outcome(one).code()))
                .addValue(Columns.of(attempts, String[]::new, one -> outcome(one).transactionNo()))
                .addValue(
                    Columns.of(attempts, OffsetDateTime[]::new, one -> utc(outcome(one).paidAt())))
                .addValue(
                    Columns.of(attempts, Boolean[]::new, one -> one.state().isWorthAsking())));
  }

  /**
   * Takes attempts that it is time to ask about, the longest due first, and sets when to ask again:
   * twice as late each time. Others who ask at the same time take others.
   */
  static Future<List<Attempt>> takeDue(
      SqlClient db, Instant now, Collection<String> platforms, int most, AskSettings settings) {
    return db.preparedQuery(
            """
            UPDATE attempt SET asked = asked + 1, ask_at = CASE
              WHEN state IN ('expired', 'reversed') AND expires_at + $5 * interval '1 ms' < $1 THEN NULL
              WHEN expires_at > $1 THEN least($1 + $3 * power(2, asked) * interval '1 ms', expires_at)
              ELSE $1 + least($3 * power(2, least(asked, 30)), $4) * interval '1 ms' END
            WHERE reference = ANY (ARRAY (
              SELECT reference FROM attempt WHERE ask_at <= $1 AND platform = ANY ($6)
              ORDER BY ask_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED))
            RETURNING
            """
                + COLUMNS)
        .execute(
            Tuple.of(
                utc(now),
                most,
                (double) settings.first().toMillis(),
                (double) settings.longest().toMillis(),
                (double) settings.until().toMillis(),
                platforms.toArray(String[]::new)))
        .map(AttemptStore::all);
  }

  private static Attempt.Outcome outcome(Attempt attempt) {
    return attempt.outcome().orElseThrow();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Optional<Attempt> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(AttemptStore::attempt);
  }

  private static List<Attempt> all(RowSet<Row> rows) {
    return rows.stream().map(AttemptStore::attempt).toList();
  }

  private static Attempt attempt(Row row) {
    @Nullable String code = row.getString(9);
    return new Attempt(
        row.getString(0),
        row.getUUID(1),
        row.getUUID(2),
        row.getString(3),
        new Vnd(row.getLong(4)),
        row.getOffsetDateTime(5).toInstant(),
        row.getOffsetDateTime(6).toInstant(),
        row.getOffsetDateTime(7).toInstant(),
        AttemptState.of(row.getString(8)),
        code == null
            ? Optional.empty()
            : Optional.of(
                new Attempt.Outcome(
                    code, row.getString(10), row.getOffsetDateTime(11).toInstant())));
  }
}
