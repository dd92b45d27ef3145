package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.payment.attempt.Recorder;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.Report;
import vn.baodanh.payment.refund.RefundEvidence;
import vn.baodanh.payment.settlement.FileStore.Committed;

/**
 * Makes a file count. In one transaction it becomes the file of its days, and what in it does not
 * agree is written down; then that is taken to the one transition, as evidence like any other;
 * then, in another transaction, it goes onto the worklist. Whatever is interrupted is done again,
 * from where it stands, to the same end. Blocks.
 */
final class Committing {
  private static final Logger LOG = LoggerFactory.getLogger(Committing.class);
  private static final String MATCHING = "matching";
  private static final String PAID = "00";
  private static final int TOGETHER = 200;

  private final Pool pool;
  private final Recorder recorder;
  private final RefundEvidence refunds;
  private final BankMatching bank;
  private final Clock clock;

  Committing(Pool pool, Recorder recorder, RefundEvidence refunds, BankMatching bank, Clock clock) {
    this.pool = pool;
    this.recorder = recorder;
    this.refunds = refunds;
    this.bank = bank;
    this.clock = clock;
  }

  /** Makes it count, once; the same again finds it done. */
  void commit(UUID id, String by) {
    try {
      inTransaction(tx -> begin(tx, id, by));
    } catch (PgException e) {
      throw "23505".equals(e.getSqlState()) // another file of these days, at the same time
          ? SettlementProblems.fileState(MATCHING)
          : e;
    }
    goOn(id);
  }

  private void begin(SqlConnection tx, UUID id, String by) {
    Committed file = lock(tx, id);
    if (file.state().equals(MATCHING) || file.state().equals("committed")) {
      return;
    }
    if (!file.state().equals("checked")) {
      throw SettlementProblems.fileState(file.state());
    }
    Optional<LocalDate> covered = FileStore.covered(tx, file).await();
    if (covered.isPresent()) {
      throw SettlementProblems.periodCovered(covered.get());
    }
    if (!file.isBank()) {
      Optional<LocalDate> closed = DayStore.lastClosed(tx).await();
      if (closed.isPresent() && !file.from().isAfter(closed.get())) {
        throw SettlementProblems.dayClosed(closed.get());
      }
    }
    FileStore.cover(tx, file).await();
    FileStore.begin(tx, file.number(), by, now()).await();
    if (!file.isBank()) {
      Findings.write(tx, file);
    }
  }

  /** Goes on with what was interrupted, if anything was. */
  void resume() {
    for (UUID id : FileStore.matching(pool).await()) {
      LOG.info("matching of file {} goes on", id);
      goOn(id);
    }
  }

  private void goOn(UUID id) {
    Committed file = find(id);
    if (!file.state().equals(MATCHING)) {
      return;
    }
    if (!file.isBank()) {
      record(file);
    }
    inTransaction(tx -> bank.match(tx, now())); // the last step says that all were done
    inTransaction(tx -> finish(tx, id));
  }

  private void finish(SqlConnection tx, UUID id) {
    Committed file = lock(tx, id);
    if (file.state().equals(MATCHING)) {
      if (!file.isBank()) {
        FileDifferences.write(tx, file, now());
      }
      FileStore.end(tx, file.number()).await();
    }
  }

  /** So many together: a file of another merchant is a million payments that we do not know. */
  private void record(Committed file) {
    inParts(
        after -> Findings.unrecorded(pool, file.number(), after, TOGETHER),
        rows -> Future.all(rows.stream().map(row -> recorded(file, row)).toList()).await());
    inParts(
        after -> Findings.unrecordedRefunds(pool, file.number(), after, TOGETHER),
        rows -> rows.forEach(row -> refunded(row).await()));
  }

  private static void inParts(IntFunction<List<Row>> after, Consumer<List<Row>> work) {
    List<Row> rows = after.apply(0);
    while (!rows.isEmpty()) {
      work.accept(rows);
      rows = after.apply(rows.getLast().getInteger(0));
    }
  }

  private Future<?> recorded(Committed file, Row row) {
    return recorder.record(report(file, row), Optional.empty());
  }

  private Future<?> refunded(Row row) {
    return refunds.refunded(
        row.getString(1), new Vnd(row.getLong(2)), row.getOffsetDateTime(3).toInstant());
  }

  private static Report report(Committed file, Row row) {
    return new Report(
        file.source(),
        row.getString(1),
        row.getString(2),
        new Vnd(row.getLong(3)),
        Evidence.PAID,
        PAID,
        row.getOffsetDateTime(4).toInstant());
  }

  private Committed find(UUID id) {
    SqlConnection db = pool.getConnection().await();
    try {
      return lock(db, id);
    } finally {
      db.close().await();
    }
  }

  private static Committed lock(SqlConnection tx, UUID id) {
    return FileStore.lock(tx, id).await().orElseThrow(SettlementProblems::fileUnknown);
  }

  /** Takes back a file that does not count yet. */
  void withdraw(UUID id, String by) {
    inTransaction(tx -> {
      Committed file = lock(tx, id);
      if (file.state().equals("withdrawn")) {
        return;
      }
      if (!file.state().equals("checked")) {
        throw SettlementProblems.fileState(file.state());
      }
      FileStore.withdraw(tx, file.number(), by).await();
    });
  }

  private void inTransaction(Consumer<SqlConnection> work) {
    Transactions.run(pool, work);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
