package vn.baodanh.payment.refund;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.payment.attempt.Attempt;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.platform.Answer;
import vn.baodanh.payment.platform.Platform;
import vn.baodanh.payment.platform.Platforms;
import vn.baodanh.payment.platform.RefundAnswer;
import vn.baodanh.payment.platform.RefundRequest;

/**
 * Sends what was released, and finds out about what was not answered. A request is committed before
 * it is sent, and sent again under its id on the same day only: the platform forgets ids overnight.
 * Several nodes share the work.
 */
public final class RefundSender {
  private static final Logger LOG = LoggerFactory.getLogger(RefundSender.class);
  private static final int MOST_AT_ONCE = 20;
  private static final int MOST_CHARS = 50;

  /** The platform's clock may be ahead: what arrives tomorrow must not have been sent today. */
  private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(5);

  private final Pool pool;
  private final Platforms platforms;
  private final Clock clock;
  private final Duration again;
  private final Runnable eventsAdded;

  /**
   * @param again when to send again, or to ask again, if no answer comes; longer than an answer may
   *     take
   */
  public RefundSender(
      Pool pool, Platforms platforms, Clock clock, Duration again, Runnable eventsAdded) {
    this.pool = pool;
    this.platforms = platforms;
    this.clock = clock;
    this.again = again;
    this.eventsAdded = eventsAdded;
  }

  /** Sends and asks what is due. Blocks. */
  public void sendDue() {
    Instant now = clock.instant();
    Instant today = now.atZone(Entry.ZONE).truncatedTo(ChronoUnit.DAYS).toInstant();
    RefundStore.giveUpSending(pool, today, now).await();
    if (now.plus(BEFORE_MIDNIGHT).isBefore(today.plus(1, ChronoUnit.DAYS))) {
      each(
          RefundStore.takeToSend(pool, now, today, now.plus(again), MOST_AT_ONCE).await(),
          this::send);
    }
    each(RefundStore.takeToAsk(pool, now, now.plus(again), MOST_AT_ONCE).await(), this::ask);
  }

  private interface Step {
    Future<Void> of(Refund refund, Attempt attempt, Platform platform);
  }

  /** All at once; one that fails stays as it is, until it is time again. */
  private void each(List<Refund> refunds, Step step) {
    var steps =
        refunds.stream()
            .map(refund ->
                Attempts.find(pool, refund.reference())
                    .compose(found -> {
                      Attempt attempt = found.orElseThrow();
                      return step.of(refund, attempt, platforms.of(attempt.platform()));
                    })
                    .onFailure(failure ->
                        LOG.warn("refund {} goes on later: {}", refund.id(), failure.toString())))
            .toList();
    Future.join(steps).otherwiseEmpty().await();
  }

  /** Without an answer, the platform may say whether it was done when it is asked. */
  private Future<Void> send(Refund refund, Attempt attempt, Platform platform) {
    return platform
        .refund(request(refund, attempt))
        .compose(
            answer -> sent(refund, attempt, answer), silence -> ask(refund, attempt, platform));
  }

  private Future<Void> sent(Refund refund, Attempt attempt, RefundAnswer answer) {
    return switch (answer) {
      case RefundAnswer.Accepted() -> refunded(refund, attempt, "00");
      case RefundAnswer.Refused(var code) ->
          refund.requests() == 1 ? refused(refund, code) : unknown(refund, code);
      case RefundAnswer.Duplicate() -> unknown(refund, "94");
      case RefundAnswer.Unclear(var code) -> {
        LOG.warn("refund {}: the platform says {}", refund.id(), code);
        yield Future.succeededFuture();
      }
    };
  }

  private static RefundRequest request(Refund refund, Attempt attempt) {
    return new RefundRequest(
        attempt.order(),
        refund.requestId().orElseThrow(),
        attempt.outcome().map(Attempt.Outcome::transactionNo).orElse(""),
        refund.amount(),
        plain(refund.releasedBy().orElseThrow()),
        refund.requestedAt().orElseThrow());
  }

  /** Platforms take few characters. */
  private static String plain(String subject) {
    String plain = subject.replaceAll("[^A-Za-z0-9._-]", "");
    return plain.isEmpty() ? "finance" : plain.substring(0, Math.min(MOST_CHARS, plain.length()));
  }

  private Future<Void> ask(Refund refund, Attempt attempt, Platform platform) {
    var others = RefundStore.ofAttempt(pool, refund.reference());
    return platform
        .ask(attempt.order())
        .compose(answer -> others.compose(all -> told(refund, attempt, answer, all)));
  }

  /**
   * A refund of this amount that can only be this one is evidence; anything else proves nothing.
   */
  private Future<Void> told(Refund refund, Attempt attempt, Answer answer, List<Refund> all) {
    if (answer instanceof Answer.OfRefund(var amount, var rejected)
        && amount.equals(refund.amount())
        && all.stream().noneMatch(other -> couldBeMeant(refund, other))) {
      return rejected ? refused(refund, "09") : refunded(refund, attempt, "00");
    }
    return Future.succeededFuture();
  }

  private static boolean couldBeMeant(Refund refund, Refund other) {
    return !other.id().equals(refund.id())
        && other.requests() > 0
        && other.amount().equals(refund.amount());
  }

  private Future<Void> refunded(Refund refund, Attempt attempt, String code) {
    Decision decision = Decision.ofPlatform(code, now());
    return whileUndecided(refund, tx -> Refunds.refunded(tx, refund, attempt, decision))
        .onSuccess(done -> eventsAdded.run());
  }

  private Future<Void> refused(Refund refund, String code) {
    LOG.warn("refund {} is refused by the platform: {}", refund.id(), code);
    Decision decision = Decision.ofPlatform(code, now());
    return whileUndecided(refund, tx -> Refunds.refused(tx, refund, decision))
        .onSuccess(done -> eventsAdded.run());
  }

  private Future<Void> whileUndecided(Refund refund, Function<SqlClient, Future<?>> write) {
    return pool.withTransaction(tx ->
        RefundStore.lock(tx, refund.id())
            .compose(locked ->
                isUndecided(locked.orElseThrow())
                    ? write.apply(tx).<Void>mapEmpty()
                    : Future.succeededFuture()));
  }

  private static boolean isUndecided(Refund refund) {
    return refund.state().isUndecided();
  }

  private Future<Void> unknown(Refund refund, String code) {
    LOG.warn("refund {}: whether it was done is not known: {}", refund.id(), code);
    return RefundStore.leaveUnknown(pool, refund.id(), code, now()).mapEmpty();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
