package vn.baodanh.registration.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.RoleGate;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.access.GrantStore.Given;
import vn.baodanh.registration.person.Actor;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Grant;
import vn.baodanh.registration.person.Scope;

/**
 * Follows who may do what: asks Postgres every second whether it has changed. A node that has not
 * made sure for 5 s lets no staff in, so a grant that was ended is ended everywhere within 5 s.
 */
public final class GrantFeed extends VerticleBase implements RoleGate {
  private static final Logger LOG = LoggerFactory.getLogger(GrantFeed.class);
  private static final long EVERY_MS = 1_000;
  private static final Duration CONFIRMED_FOR = Duration.ofSeconds(5);
  private static final Problem UNCONFIRMED =
      Problem.of(
              503,
              "grants-unconfirmed",
              "Máy chủ đang kiểm tra lại quyền hạn. Xin gửi lại sau ít giây.",
              "This node is confirming who may do what. Please send it again in a few seconds.")
          .withRetryAfter(Duration.ofSeconds(2));

  private final Pool pool;
  private final Clock clock;
  private final Consumer<Map<String, JsonObject>> machines;
  private volatile Map<UUID, List<Grant>> grantsByPerson = Map.of();
  private volatile Instant confirmedAt = Instant.MIN;
  private long version;
  private boolean asking;

  GrantFeed(Pool pool, Clock clock, Consumer<Map<String, JsonObject>> machines) {
    this.pool = pool;
    this.clock = clock;
    this.machines = machines;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> refresh());
    return ask();
  }

  /** Notes who may, as {@link Actor}, where it is found by the handler. */
  @Override
  public void admit(RoutingContext ctx, Set<String> roles, Optional<String> scope) {
    Bearer bearer = Tokens.bearer(ctx);
    UUID person = Candidates.idOf(bearer.issuer(), bearer.subject());
    List<Grant> admitted =
        inForce(person).stream().filter(grant -> roles.contains(grant.role().text())).toList();
    if (admitted.isEmpty()) {
      throw new ProblemException(ROLE_MISSING);
    }
    scope.map(text -> Scope.of(text).orElseThrow()).ifPresent(needed -> admit(admitted, needed));
    new Actor(person, bearer.subject(), admitted, Received.of(ctx).requestId()).keepIn(ctx);
  }

  private static void admit(List<Grant> admitted, Scope needed) {
    if (admitted.stream().noneMatch(grant -> grant.permits(needed))) {
      throw new ProblemException(GrantProblems.scopeMissing(needed));
    }
  }

  /**
   * The grants that this person has now.
   *
   * @throws ProblemException 503 {@code grants-unconfirmed}
   */
  List<Grant> inForce(UUID person) {
    Instant now = clock.instant();
    if (now.isAfter(confirmedAt.plus(CONFIRMED_FOR))) {
      throw new ProblemException(UNCONFIRMED);
    }
    return grantsByPerson.getOrDefault(person, List.of()).stream()
        .filter(grant -> grant.holdsAt(now))
        .toList();
  }

  private void refresh() {
    if (!asking) {
      asking = true;
      ask()
          .onFailure(failure -> LOG.warn("grants are not confirmed: {}", failure.toString()))
          .onComplete(done -> asking = false);
    }
  }

  private Future<Void> ask() {
    Instant asked = clock.instant();
    return GrantStore.version(pool)
        .compose(found -> found == version ? Future.succeededFuture() : load(found))
        .timeout(EVERY_MS, TimeUnit.MILLISECONDS)
        .map(done -> {
          confirmedAt = asked;
          return null;
        });
  }

  /** What is read may be newer than this version; then it is read once more. */
  private Future<Void> load(long found) {
    return GrantStore.live(pool)
        .map(live -> {
          grantsByPerson = live.stream().map(Given::grant).collect(groupingBy(Grant::personId));
          machines.accept(keysById(live));
          version = found;
          return null;
        });
  }

  private static Map<String, JsonObject> keysById(List<Given> live) {
    return live.stream()
        .filter(given -> given.publicKey().isPresent())
        .collect(toMap(given -> given.grant().subject(), given -> given.publicKey().orElseThrow()));
  }
}
