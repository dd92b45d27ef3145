package vn.baodanh.payment.attempt;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.baodanh.payment.bill.Bills;
import vn.baodanh.payment.difference.Differences;
import vn.baodanh.payment.event.Events;
import vn.baodanh.payment.ledger.Ledger;
import vn.baodanh.payment.platform.Message;
import vn.baodanh.payment.platform.Report;
import vn.baodanh.payment.platform.Verdict;
import vn.baodanh.payment.work.Groups;

/**
 * Records what became of attempts, from whichever source it is known: the one transition. Reports
 * that come together share a transaction, which locks bills, then attempts, then the counter of
 * events; attempts, bills, ledger, refund cases and events commit together.
 */
public final class Recorder {
  private static final int MOST_TOGETHER = 200;
  private static final int MOST_WAITING = 5_000;

  private final Pool pool;
  private final Clock clock;
  private final Keeping keeping;
  private final OwingBack owingBack;
  private final Duration askIn;
  private final Runnable eventsAdded;
  private final Groups<Incoming, Verdict> groups;

  /** Keeps messages as they came, before they are judged. */
  @FunctionalInterface
  public interface Keeping {
    /**
     * @param references what each message is about, in the same order
     */
    Future<?> keep(SqlClient db, List<Message> messages, List<String> references);
  }

  /** Opens the case of money that is owed back, for each of these attempts. */
  @FunctionalInterface
  public interface OwingBack {
    Future<?> open(SqlClient tx, List<Attempt> unneeded, Instant now);
  }

  private record Incoming(Report report, Optional<Message> message) {}

  /**
   * @param askIn when to ask about an attempt that a report left undecided
   * @param interval least time between two transactions
   * @param eventsAdded called after events were committed
   */
  public Recorder(
      Pool pool,
      Clock clock,
      Keeping keeping,
      OwingBack owingBack,
      Duration askIn,
      Duration interval,
      Runnable eventsAdded) {
    this.pool = pool;
    this.clock = clock;
    this.keeping = keeping;
    this.owingBack = owingBack;
    this.askIn = askIn;
    this.eventsAdded = eventsAdded;
    this.groups = new Groups<>(this::record, MOST_TOGETHER, MOST_WAITING, interval);
  }

  /** To be deployed on virtual threads before anything is recorded. */
  public Deployable verticle() {
    return groups;
  }

  /**
   * Records a report. When this completes, everything is committed.
   *
   * @param message what was notified, to be kept first
   */
  public Future<Verdict> record(Report report, Optional<Message> message) {
    return groups.add(new Incoming(report, message));
  }

  private List<Verdict> record(List<Incoming> group) {
    SqlConnection db = pool.getConnection().await();
    try {
      List<Report> reports = group.stream().map(Incoming::report).toList();
      Set<String> references = reports.stream().map(Report::reference).collect(Collectors.toSet());
      // sent together, and done one after the other: what was notified is committed first
      var kept = keep(db, group.stream().filter(one -> one.message().isPresent()).toList());
      var candidates = AttemptStore.candidates(db, references);
      Future.join(kept, candidates).await();
      return judge(db, reports, references, candidates.result());
    } finally {
      db.close();
    }
  }

  private Future<?> keep(SqlConnection db, List<Incoming> notified) {
    return notified.isEmpty()
        ? Future.succeededFuture()
        : keeping.keep(
            db,
            notified.stream().map(one -> one.message().orElseThrow()).toList(),
            notified.stream().map(one -> one.report().reference()).toList());
  }

  private List<Verdict> judge(
      SqlConnection db, List<Report> reports, Set<String> references, Set<UUID> candidates) {
    var begun = db.begin();
    var locked = Bills.lock(db, candidates);
    var bills = Bills.of(db, candidates);
    var attempts = AttemptStore.lock(db, references);
    try {
      Future.join(begun, locked, bills, attempts).await();
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      Books books = new Books(attempts.result(), bills.result(), now);
      List<Verdict> verdicts = reports.stream().map(books::take).toList();
      Future.join(writes(db, books, now)).await();
      begun.result().commit().await();
      if (!books.events().isEmpty()) {
        eventsAdded.run();
      }
      return verdicts;
    } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
      if (begun.succeeded()) {
        begun.result().rollback().otherwiseEmpty().await();
      }
      throw e;
    }
  }

  private List<Future<?>> writes(SqlConnection tx, Books books, Instant now) {
    List<Future<?>> writes = new ArrayList<>();
    if (!books.changed().isEmpty()) {
      writes.add(AttemptStore.decide(tx, books.changed(), now, askIn));
    }
    if (!books.settled().isEmpty()) {
      writes.add(Bills.settle(tx, books.settled()));
    }
    if (!books.entries().isEmpty()) {
      writes.add(Ledger.add(tx, books.entries(), now));
    }
    if (!books.unneeded().isEmpty()) {
      writes.add(owingBack.open(tx, books.unneeded(), now));
    }
    if (!books.differences().isEmpty()) {
      writes.add(Differences.add(tx, books.differences(), now));
    }
    if (!books.events().isEmpty()) {
      writes.add(Events.add(tx, books.events(), now)); // its lock comes last
    }
    return writes;
  }
}
