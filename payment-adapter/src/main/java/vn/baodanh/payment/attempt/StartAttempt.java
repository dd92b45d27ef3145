package vn.baodanh.payment.attempt;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Received;
import vn.baodanh.payment.bill.Bill;
import vn.baodanh.payment.bill.BillProblems;
import vn.baodanh.payment.bill.Bills;
import vn.baodanh.payment.http.JsonBody;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.platform.Platform;
import vn.baodanh.payment.platform.Platforms;
import vn.baodanh.payment.work.Groups;

/**
 * Makes an attempt to pay a bill, once for its key, and answers with the address to send the payer
 * to. Reference, amount and create date are committed before that is given out.
 */
public final class StartAttempt implements Handler<RoutingContext> {
  private static final int MOST_OF_ONE_BILL = 100;
  private static final int MOST_TOGETHER = 100;
  private static final int MOST_WAITING = 5_000;

  private final Pool pool;
  private final Platforms platforms;
  private final AttemptSettings settings;
  private final RandomGenerator random;
  private final Groups<NewAttempt, Optional<Attempt>> added;

  /**
   * @param interval least time between two commits of attempts
   * @param random draws references
   */
  public StartAttempt(
      Pool pool,
      Platforms platforms,
      AttemptSettings settings,
      Duration interval,
      RandomGenerator random) {
    this.pool = pool;
    this.platforms = platforms;
    this.settings = settings;
    this.random = random;
    this.added = new Groups<>(this::addAll, MOST_TOGETHER, MOST_WAITING, interval);
  }

  /** To be deployed on virtual threads before an attempt is asked for. */
  public Deployable verticle() {
    return added;
  }

  private List<Optional<Attempt>> addAll(List<NewAttempt> attempts) {
    Map<String, Attempt> made = AttemptStore.add(pool, attempts, MOST_OF_ONE_BILL).await();
    return attempts.stream().map(one -> Optional.ofNullable(made.get(one.reference()))).toList();
  }

  private record Made(Attempt attempt, boolean isNew) {}

  @Override
  public void handle(RoutingContext ctx) {
    AttemptRequest request = AttemptRequest.read(JsonBody.of(ctx));
    Platform platform =
        platforms.find(request.platform()).orElseThrow(AttemptProblems::noSuchPlatform);
    NewAttempt wanted = wanted(ctx, request, platform);
    Postgres.inTime(make(wanted, tooLate(wanted, request)))
        .compose(made -> answer(ctx, made, platform, request))
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private NewAttempt wanted(RoutingContext ctx, AttemptRequest request, Platform platform) {
    Instant now = Received.at(ctx).truncatedTo(ChronoUnit.SECONDS);
    Instant ends = now.plus(settings.lasts());
    Instant wantedEnd =
        request
            .payableUntil()
            .filter(ends::isAfter)
            .map(until -> until.truncatedTo(ChronoUnit.SECONDS))
            .orElse(ends);
    Instant platformEnds = platform.lastsUntil(now, wantedEnd);
    return new NewAttempt(
        UUID.fromString(ctx.pathParam("id")),
        Reference.next(Received.at(ctx), random),
        Objects.requireNonNull(ctx.request().getHeader("Idempotency-Key")),
        request.digest(),
        request.platform(),
        now,
        platformEnds,
        platformEnds.plus(settings.grace()),
        now.plus(settings.asking().first()));
  }

  /** What is paid after the payer's time would not count: then it is better not begun. */
  private static Optional<ProblemException> tooLate(NewAttempt wanted, AttemptRequest request) {
    Instant until = request.payableUntil().orElse(Instant.MAX);
    if (!until.truncatedTo(ChronoUnit.SECONDS).isAfter(wanted.createdAt())) {
      return Optional.of(AttemptProblems.over());
    }
    return wanted.platformExpiresAt().isAfter(until)
        ? Optional.of(AttemptProblems.outlasts())
        : Optional.empty();
  }

  private Future<Made> make(NewAttempt wanted, Optional<ProblemException> tooLate) {
    return (tooLate.isEmpty()
            ? added.add(wanted)
            : Future.succeededFuture(Optional.<Attempt>empty()))
        .compose(made ->
            made.map(attempt -> Future.succeededFuture(new Made(attempt, true)))
                .orElseGet(() -> madeBefore(wanted, tooLate)));
  }

  private Future<Made> madeBefore(NewAttempt wanted, Optional<ProblemException> tooLate) {
    return AttemptStore.withKey(pool, wanted.bill(), wanted.key())
        .compose(found -> {
          if (found.isEmpty()) {
            return refuse(wanted, tooLate);
          }
          return MessageDigest.isEqual(found.get().digest(), wanted.digest())
              ? Future.succeededFuture(new Made(found.get().attempt(), false))
              : Future.failedFuture(AttemptProblems.keyReused());
        });
  }

  private Future<Made> refuse(NewAttempt wanted, Optional<ProblemException> tooLate) {
    return Bills.find(pool, wanted.bill())
        .map(found -> {
          Bill bill = found.orElseThrow(BillProblems::unknown);
          throw tooLate.orElseGet(() -> AttemptProblems.notOpen(bill));
        });
  }

  private static Future<?> answer(
      RoutingContext ctx, Made made, Platform platform, AttemptRequest request) {
    Attempt attempt = made.attempt();
    ctx.response().setStatusCode(made.isNew() ? 201 : 200);
    if (attempt.state() != AttemptState.OPEN) {
      return ctx.json(AttemptAnswer.of(attempt));
    }
    return platform
        .address(attempt.order(), request.payer())
        .recover(away -> Future.failedFuture(AttemptProblems.platformAway()))
        .compose(address -> ctx.json(AttemptAnswer.of(attempt).put("address", address)));
  }
}
