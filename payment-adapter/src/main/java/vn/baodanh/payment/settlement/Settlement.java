package vn.baodanh.payment.settlement;

import io.vertx.core.Deployable;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.baodanh.payment.attempt.Recorder;
import vn.baodanh.payment.difference.DifferenceHandlers;
import vn.baodanh.payment.refund.RefundEvidence;
import vn.baodanh.payment.work.Clerk;
import vn.baodanh.payment.work.Loop;

/**
 * Three-way match of ledger, platforms' files and bank, the worklist, and the closing of days:
 * wired.
 */
public final class Settlement {
  private static final int MOST_WAITING = 16; // people wait for each: as many as share an office
  private static final Duration LOOK_FOR_INTERRUPTED = Duration.ofSeconds(5);

  private final Clerk clerk = new Clerk(MOST_WAITING);
  private final Loop resume;
  private final Map<String, Handler<RoutingContext>> handlers = new HashMap<>();

  /**
   * @param database for {@code COPY}, which only JDBC does; as the service's own role
   * @param platforms names of those in use: each has a file for every day
   */
  public Settlement(
      Vertx vertx,
      Pool pool,
      SettlementSettings settings,
      URI database,
      List<String> platforms,
      Recorder recorder,
      RefundEvidence refunds,
      Clock clock) {
    List<String> names = platforms.stream().sorted().toList();
    BankMatching bank = new BankMatching(names);
    Committing committing = new Committing(pool, recorder, refunds, bank, clock);
    resume =
        new Loop(
            "settlement",
            LOOK_FOR_INTERRUPTED,
            () ->
                clerk
                    .does(() -> {
                      committing.resume();
                      return 0;
                    })
                    .await());
    Intake intake = new Intake(database, settings.bankAccount());
    Closing closing = new Closing(pool, names, clock);
    handlers.put("uploadFile", new UploadFile(vertx, pool, intake, clerk, settings));
    handlers.putAll(new FileHandlers(pool, committing, clerk).byOperation());
    handlers.putAll(new DayHandlers(pool, names, closing, clerk, clock).byOperation());
    Calendars calendars = new Calendars(pool, bank, clock);
    handlers.putAll(new CalendarHandlers(pool, calendars, clerk).byOperation());
    handlers.putAll(new DifferenceHandlers(pool).byOperation());
    handlers.put("getDifference", new ShowDifference(pool));
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return handlers;
  }

  /** To be deployed on virtual threads, in this order. */
  public List<Deployable> verticles() {
    return List.of(clerk, resume);
  }
}
