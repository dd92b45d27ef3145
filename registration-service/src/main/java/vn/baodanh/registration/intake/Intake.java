package vn.baodanh.registration.intake;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import vn.baodanh.kit.Breaker;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.TrustedProxies;
import vn.baodanh.registration.catalogue.Catalogue;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Documents;
import vn.baodanh.registration.queue.ClockWatch;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.queue.QueueWatch;
import vn.baodanh.registration.recording.DirectLane;
import vn.baodanh.registration.recording.Outcomes;
import vn.baodanh.registration.recording.QueueDoubt;
import vn.baodanh.registration.season.Calendar;
import vn.baodanh.registration.season.Departments;
import vn.baodanh.registration.stepup.StepUp;

/**
 * All that takes filings in, shared by the event loops of a process.
 *
 * @param doubt while it is raised, the record confirms what the queue answers
 * @param pool of the database, for what staff enter
 * @param breaker around the queue: while it is open, filings take the direct lane
 * @param proxies say from where a filing came
 * @param draining whether the process is about to stop
 * @param waitingMakesSense whether outcomes are known soon: false while the queue is old
 */
public record Intake(
    IntakeSettings settings,
    Calendar calendar,
    Departments departments,
    Catalogue catalogue,
    Candidates candidates,
    Documents documents,
    Pool pool,
    StepUp stepUp,
    Partitions partitions,
    FilingQueue queue,
    QueueWatch watch,
    QueueDoubt doubt,
    ClockWatch clockWatch,
    Breaker breaker,
    DirectLane direct,
    Outcomes outcomes,
    TrustedProxies proxies,
    Clock clock,
    BooleanSupplier draining,
    BooleanSupplier waitingMakesSense) {

  /** Operations whose requests are read by hand. */
  public static final Set<String> OPERATIONS =
      Set.of(
          "putPreferences",
          "putExamRegistration",
          "withdrawExamRegistration",
          "enterExamRegistration");

  /** The handlers of one event loop, by operation. */
  public Map<String, Handler<RoutingContext>> handlersOn(Context context) {
    Keeper queued = new QueueKeeper(queue, partitions, breaker, clock, context, settings);
    Keeper keeper = new TwoLanes(queued, direct::keep, this);
    Filer filer = new Filer(this, keeper, new Answers(settings.macKey()));
    return Map.of(
        "putPreferences", new FileDocument(this, filer, Forms::preferences),
        "putExamRegistration", new FileDocument(this, filer, Forms::registration),
        "withdrawExamRegistration", new FileDocument(this, filer, Forms::withdrawal),
        "enterExamRegistration", new EnterRegistration(this, filer, documents, pool));
  }

  /** Why no filing can be taken right now. */
  void refuseIfUnable() {
    if (draining.getAsBoolean()) {
      throw new ProblemException(IntakeProblems.draining());
    }
    if (watch.isLost()) {
      throw new ProblemException(IntakeProblems.unavailable());
    }
    if (watch.isFull()) {
      throw new ProblemException(IntakeProblems.full());
    }
    if (clockWatch.isOff() || !calendar.isConfirmed() || !catalogue.isConfirmed()) {
      throw new ProblemException(IntakeProblems.rulesUnconfirmed());
    }
  }
}
