package vn.baodanh.payment.sweep;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.payment.attempt.AskSettings;
import vn.baodanh.payment.attempt.Attempt;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.attempt.Recorder;
import vn.baodanh.payment.platform.Answer;
import vn.baodanh.payment.platform.Platforms;

/**
 * Asks platforms about attempts that are undecided: no notification does not mean not paid. What
 * they answer is recorded like a notification. Without an answer nothing changes, and it is asked
 * again, later each time. Several nodes share the work.
 */
public final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final Pool pool;
  private final Recorder recorder;
  private final Platforms platforms;
  private final AskSettings settings;
  private final Clock clock;
  private final AtomicInteger underWay = new AtomicInteger();

  public Sweep(
      Pool pool, Recorder recorder, Platforms platforms, AskSettings settings, Clock clock) {
    this.pool = pool;
    this.recorder = recorder;
    this.platforms = platforms;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Begins to ask about those that are due, as many as the budget has left, and records what is
   * answered when it is: one answer that does not come must not hold up the questions after it.
   * Blocks until they are taken.
   */
  public void askDue() {
    int free = settings.budget() - underWay.get();
    if (free > 0) {
      Attempts.takeDue(pool, clock.instant(), platforms.reachable(), free, settings)
          .await()
          .forEach(this::begin);
    }
  }

  private void begin(Attempt attempt) {
    underWay.incrementAndGet();
    Future.succeededFuture(attempt)
        .compose(this::ask)
        .onComplete(done -> underWay.decrementAndGet());
  }

  private Future<?> ask(Attempt attempt) {
    return platforms
        .of(attempt.platform())
        .ask(attempt.order())
        .compose(answer -> record(attempt, answer))
        .onFailure(failure ->
            LOG.debug("no answer about {}: {}", attempt.reference(), failure.toString()));
  }

  private Future<?> record(Attempt attempt, Answer answer) {
    return switch (answer) {
      case Answer.OfPayment(var report) -> recorder.record(report, Optional.empty());
      case Answer.OfRefund _ -> {
        LOG.error("{} was refunded, but not by us", attempt.reference());
        yield Future.succeededFuture();
      }
      case Answer.None(var code) -> {
        LOG.warn("{}: {} says {}", attempt.reference(), attempt.platform(), code);
        yield Future.succeededFuture();
      }
    };
  }
}
