package vn.baodanh.registration.stepup;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;

/** One code a candidate, hashed; how often it may be tried, and another be asked for. */
final class CodeStore {
  static final int ATTEMPTS = 5;

  /** Between two codes; a person who waits for one needs no longer. */
  static final Duration PAUSE = Duration.ofSeconds(60);

  private static final int MOST_A_DAY = 10;

  private final Pool pool;

  CodeStore(Pool pool) {
    this.pool = pool;
  }

  /** Whether a code may be sent now; then this one replaces the one before. */
  Future<Boolean> put(UUID candidate, byte[] hash, Duration goodFor) {
    return pool.preparedQuery(
            """
            INSERT INTO one_time_code AS code (candidate_id, hash, sent_at, expires_at, sends, sends_since)
            VALUES ($1, $2, now(), now() + $3 * interval '1 second', 1, now())
            ON CONFLICT (candidate_id) DO UPDATE SET
              hash = $2, sent_at = now(), expires_at = excluded.expires_at, attempts = 0,
              sends = CASE WHEN code.sends_since < now() - interval '1 day' THEN 1 ELSE code.sends + 1 END,
              sends_since = CASE WHEN code.sends_since < now() - interval '1 day' THEN now() ELSE code.sends_since END
            WHERE code.sent_at < now() - $4 * interval '1 second'
              AND (code.sends < $5 OR code.sends_since < now() - interval '1 day')
            """)
        .execute(
            Tuple.of(
                candidate, Buffer.buffer(hash), goodFor.toSeconds(), PAUSE.toSeconds(), MOST_A_DAY))
        .map(rows -> rows.rowCount() == 1);
  }

  /** It did not go out: another may be asked for at once. */
  Future<Void> notSent(UUID candidate) {
    return pool.preparedQuery(
            "UPDATE one_time_code SET sent_at = '-infinity', expires_at = '-infinity' WHERE"
                + " candidate_id = $1")
        .execute(Tuple.of(candidate))
        .mapEmpty();
  }

  /**
   * Tries a code: one statement, so that none is tried more often than it may, nor used twice.
   *
   * @return -1 if it was right, else how many attempts are left
   */
  Future<Integer> attempt(UUID candidate, byte[] hash) {
    return pool.preparedQuery(
            """
            UPDATE one_time_code SET attempts = attempts + 1,
              expires_at = CASE WHEN hash = $2 THEN '-infinity' ELSE expires_at END
            WHERE candidate_id = $1 AND expires_at > now() AND attempts < $3
            RETURNING CASE WHEN hash = $2 THEN -1 ELSE $3 - attempts END
            """)
        .execute(Tuple.of(candidate, Buffer.buffer(hash), ATTEMPTS))
        .map(rows -> rows.rowCount() == 0 ? 0 : rows.iterator().next().getInteger(0));
  }
}
