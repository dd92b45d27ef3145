package vn.baodanh.registration.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Worker;
import vn.baodanh.registration.message.MessageKind;
import vn.baodanh.registration.message.Messages;

/**
 * Asks the population database about those who registered, after their registrations are recorded.
 * While it cannot say, nobody is worse off: they are not checked yet, and asked about again later.
 * Runs on a virtual thread; any number of processes may do it side by side.
 */
final class IdentityChecker extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityChecker.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Pool pool;
  private final IdentityStore store;
  private final PopulationRegister register;
  private final Messages messages;
  private final int together;
  private final Duration lease;

  /**
   * @param together how many are asked about at once
   * @param lease longer than an answer may take
   */
  IdentityChecker(
      Pool pool, PopulationRegister register, Messages messages, int together, Duration lease) {
    this.pool = pool;
    this.store = new IdentityStore(pool);
    this.register = register;
    this.messages = messages;
    this.together = together;
    this.lease = lease;
  }

  @Override
  protected Duration round() {
    List<IdentityStore.Due> due = store.take(together, lease).await();
    List<Boolean> answered =
        Future.join(due.stream().map(this::check).toList()).map(all -> all.<Boolean>list()).await();
    if (answered.isEmpty()) {
      return IDLE;
    }
    return answered.contains(true) ? Duration.ZERO : AFTER_FAILURE;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    LOG.warn("identities wait to be checked: {}", e.toString());
    return AFTER_FAILURE;
  }

  /** Whether the register could say; fails only if the database does. */
  private Future<Boolean> check(IdentityStore.Due due) {
    return register
        .check(due)
        .transform(answer ->
            answer.succeeded()
                ? settle(due, answer.result()).map(true)
                : postpone(due, answer.cause()).map(false));
  }

  private Future<Void> settle(IdentityStore.Due due, Found found) {
    return pool.withTransaction(tx ->
        IdentityStore.settle(tx, due, found)
            .compose(settled ->
                settled && found instanceof Found.Differs(List<String> members)
                    ? messages.post(
                        tx,
                        UUID.randomUUID(),
                        due.candidate(),
                        MessageKind.IDENTITY_DIFFERS,
                        new JsonObject().put("differing", new JsonArray(members)))
                    : Future.succeededFuture()));
  }

  private Future<Void> postpone(IdentityStore.Due due, Throwable failure) {
    Duration wait = Duration.ofSeconds(1L << Math.min(due.attempts(), 20));
    LOG.debug("not checked yet, attempt {}: {}", due.attempts(), failure.toString());
    return store.postpone(due, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
  }
}
