package vn.baodanh.registration.stepup;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.StepUpRule;
import vn.baodanh.registration.message.CodePost;
import vn.baodanh.registration.person.Candidates;

/** Codes asked for and typed; one method an operation. A code is never kept nor logged. */
public final class StepUpHandlers {
  private static final Duration CODE_GOOD_FOR = Duration.ofMinutes(10);
  private static final int CODES = 1_000_000;

  private final CodeStore store;
  private final CodePost post;
  private final Proofs proofs;
  private final Candidates candidates;
  private final Supplier<StepUpRule> rule;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param rule of the season; codes are sent whatever it is, and are enough for as long as it says
   */
  public StepUpHandlers(
      Pool pool,
      CodePost post,
      StepUp stepUp,
      Candidates candidates,
      Supplier<StepUpRule> rule,
      Clock clock) {
    this.store = new CodeStore(pool);
    this.post = post;
    this.proofs = stepUp.proofs();
    this.candidates = candidates;
    this.rule = rule;
    this.clock = clock;
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of("sendStepUpCode", this::sendStepUpCode, "proveStepUp", this::proveStepUp);
  }

  private UUID candidate(RoutingContext ctx) {
    return candidates.of(Tokens.bearer(ctx), Received.at(ctx)).candidateId();
  }

  private void sendStepUpCode(RoutingContext ctx) {
    UUID candidate = candidate(ctx);
    Postgres.orUnavailable(post.recipients(candidate))
        .compose(recipients -> send(candidate, recipients))
        .onSuccess(to -> {
          ctx.response().setStatusCode(202);
          ctx.json(
              new JsonObject()
                  .put("channel", to.channel())
                  .put("to", to.masked())
                  .put("expiresAt", Micros.text(Micros.of(clock.instant().plus(CODE_GOOD_FOR)))));
        })
        .onFailure(ctx::fail);
  }

  private Future<CodePost.Recipient> send(UUID candidate, List<CodePost.Recipient> recipients) {
    if (recipients.isEmpty()) {
      throw new ProblemException(StepUpProblems.NO_CONTACT);
    }
    String code = "%06d".formatted(random.nextInt(CODES));
    return Postgres.orUnavailable(store.put(candidate, proofs.hash(candidate, code), CODE_GOOD_FOR))
        .compose(isTime -> {
          if (!isTime) {
            throw new ProblemException(StepUpProblems.tooSoon(CodeStore.PAUSE));
          }
          return post.sendToFirst(recipients, code).recover(failure -> notSent(candidate));
        });
  }

  private Future<CodePost.Recipient> notSent(UUID candidate) {
    return store
        .notSent(candidate)
        .transform(done -> Future.failedFuture(new ProblemException(StepUpProblems.NOT_SENT)));
  }

  private void proveStepUp(RoutingContext ctx) {
    UUID candidate = candidate(ctx);
    String code = requireNonNull(ctx.body().asJsonObject()).getString("code");
    Postgres.orUnavailable(store.attempt(candidate, proofs.hash(candidate, code)))
        .onSuccess(attemptsLeft -> {
          if (attemptsLeft >= 0) {
            ctx.fail(new ProblemException(StepUpProblems.wrong(attemptsLeft)));
            return;
          }
          Instant expires = clock.instant().plus(goodFor());
          ctx.json(
              new JsonObject()
                  .put("proof", proofs.of(candidate, expires))
                  .put("expiresAt", Micros.text(Micros.of(expires))));
        })
        .onFailure(ctx::fail);
  }

  private Duration goodFor() {
    return switch (rule.get()) {
      case StepUpRule.Code(Duration goodFor) -> goodFor;
      case StepUpRule.None none -> CODE_GOOD_FOR;
      case StepUpRule.Portal portal -> CODE_GOOD_FOR;
    };
  }
}
