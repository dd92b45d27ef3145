package vn.baodanh.registration.candidate;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Outcome;
import vn.baodanh.registration.person.Person;

/** Reads one candidate's own rows. Every statement is bound to the ids of the person. */
final class CandidateStore {
  private final Pool pool;

  CandidateStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * A filing as the journal holds it.
   *
   * @param enteredFor the school or point of receipt that filed it for the candidate
   */
  record Recorded(
      UUID id,
      Kind kind,
      Outcome outcome,
      Optional<String> reason,
      long orderUs,
      long receivedUs,
      long recordedUs,
      byte[] digest,
      byte[] content,
      String source,
      Optional<String> enteredFor) {}

  /**
   * What is recorded of a candidate's document.
   *
   * @param lastOrderUs of the filing recorded last, 0 for none
   * @param paidAt when the fee for it was paid
   */
  record Current(long lastOrderUs, Optional<Recorded> filing, Optional<Instant> paidAt) {}

  /** Of several ids of one person, the filing later in order counts. */
  Future<Current> current(Person person, Kind kind) {
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT j.filing_id, j.kind, j.outcome, j.reason, j.order_us, j.received_us, j.recorded_us, j.digest,
                      j.content, j.source, j.entered_for, max(c.last_order_us) OVER (), b.paid_at
                    FROM current_filing c LEFT JOIN filing_journal j ON j.partition = c.partition AND j.seq = c.seq
                      LEFT JOIN LATERAL (
                        SELECT min(paid_at) AS paid_at FROM bill
                        WHERE list_partition = c.partition AND list_seq = c.seq AND state = 'paid' AND c.kind = 1) b ON true
                    WHERE c.candidate_id = ANY ($1) AND c.kind = $2 ORDER BY c.order_us DESC LIMIT 1
                    """)
                .execute(Tuple.of(person.idArray(), (short) kind.code())))
        .map(rows -> {
          if (rows.size() == 0) {
            return new Current(0, Optional.empty(), Optional.empty());
          }
          Row row = rows.iterator().next();
          return new Current(
              row.getLong(11),
              row.getUUID(0) == null ? Optional.empty() : Optional.of(recorded(row)),
              Optional.ofNullable(row.getOffsetDateTime(12)).map(OffsetDateTime::toInstant));
        });
  }

  /** In order of filing, those after the given place; two kinds may have one order. */
  Future<List<Recorded>> filingsAfter(Person person, long orderUs, int kind, int limit) {
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT filing_id, kind, outcome, reason, order_us, received_us, recorded_us, digest, content, source, entered_for
                    FROM filing_journal WHERE candidate_id = ANY ($1) AND (order_us, kind) > ($2, $3) ORDER BY order_us, kind LIMIT $4
                    """)
                .execute(Tuple.of(person.idArray(), orderUs, (short) kind, limit)))
        .map(rows -> rows.stream().map(CandidateStore::recorded).toList());
  }

  Future<Optional<Recorded>> filing(Person person, UUID filing) {
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT filing_id, kind, outcome, reason, order_us, received_us, recorded_us, digest, content, source, entered_for
                    FROM filing_journal WHERE candidate_id = ANY ($1) AND filing_id = $2
                    """)
                .execute(Tuple.of(person.idArray(), filing)))
        .map(rows -> rows.stream().findFirst().map(CandidateStore::recorded));
  }

  private static Recorded recorded(Row row) {
    return new Recorded(
        row.getUUID(0),
        Kind.of(row.getShort(1)),
        Outcome.of(row.getShort(2)),
        Optional.ofNullable(row.getString(3)),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getBuffer(7).getBytes(),
        row.getBuffer(8).getBytes(),
        row.getString(9),
        Optional.ofNullable(row.getString(10)));
  }
}
