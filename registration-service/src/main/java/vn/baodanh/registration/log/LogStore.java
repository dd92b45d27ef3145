package vn.baodanh.registration.log;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Outcome;

/** Reads journal and log for receipts. */
final class LogStore {
  private final Pool pool;

  LogStore(Pool pool) {
    this.pool = pool;
  }

  /** A signed head as it is published. */
  record SignedHead(Head head, String keyId, byte[] signature) {
    JsonObject toJson() {
      return head.toJson(keyId, signature);
    }
  }

  /** A recorded filing with what its commitment hides. */
  record Proven(Leaf leaf, UUID candidate, Kind kind, byte[] digest, byte[] salt, byte[] content) {}

  Future<List<SignedHead>> newestHeads() {
    return Postgres.inTime(
            pool.query(
                    """
                    SELECT h.partition, h.number, h.first_seq, h.size, h.root, h.previous, h.recorded_us, h.key_id, h.signature
                    FROM partition p JOIN log_head h ON h.partition = p.id AND h.number = p.head_number ORDER BY 1
                    """)
                .execute())
        .map(rows -> rows.stream().map(LogStore::head).toList());
  }

  Future<List<SignedHead>> headsAfter(int partition, long after, int limit) {
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT partition, number, first_seq, size, root, previous, recorded_us, key_id, signature
                    FROM log_head WHERE partition = $1 AND number > $2 ORDER BY number LIMIT $3
                    """)
                .execute(Tuple.of((short) partition, after, limit)))
        .map(rows -> rows.stream().map(LogStore::head).toList());
  }

  /** The head of the batch in which this candidate's filing was recorded. */
  Future<Optional<SignedHead>> headOf(UUID candidate, UUID filing) {
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT h.partition, h.number, h.first_seq, h.size, h.root, h.previous, h.recorded_us, h.key_id, h.signature
                    FROM filing_journal j JOIN log_head h ON h.partition = j.partition AND h.number = j.head_number
                    WHERE j.candidate_id = $1 AND j.filing_id = $2
                    """)
                .execute(Tuple.of(candidate, filing)))
        .map(rows -> rows.stream().findFirst().map(LogStore::head));
  }

  /** All filings of a batch, in their order. */
  Future<List<Proven>> batch(Head head) {
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT filing_id, partition, seq, order_us, received_us, outcome, coalesce(reason, ''), candidate_id, digest, salt, content, kind
                    FROM filing_journal WHERE partition = $1 AND seq >= $2 AND seq < $2 + $3 ORDER BY seq
                    """)
                .execute(Tuple.of((short) head.partition(), head.firstSeq(), (long) head.size())))
        .map(rows -> rows.stream().map(LogStore::proven).toList());
  }

  private static SignedHead head(Row row) {
    Head head =
        new Head(
            row.getShort(0),
            row.getLong(1),
            row.getLong(2),
            row.getInteger(3),
            bytes(row, 4),
            bytes(row, 5),
            row.getLong(6));
    return new SignedHead(head, row.getString(7), bytes(row, 8));
  }

  private static Proven proven(Row row) {
    UUID candidate = row.getUUID(7);
    byte[] digest = bytes(row, 8);
    byte[] salt = bytes(row, 9);
    Leaf leaf =
        new Leaf(
            row.getUUID(0),
            row.getShort(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            Outcome.of(row.getShort(5)),
            row.getString(6),
            Leaf.commitment(salt, candidate, digest));
    return new Proven(leaf, candidate, Kind.of(row.getShort(11)), digest, salt, bytes(row, 10));
  }

  private static byte[] bytes(Row row, int column) {
    Buffer buffer = row.getBuffer(column);
    return buffer.getBytes();
  }
}
