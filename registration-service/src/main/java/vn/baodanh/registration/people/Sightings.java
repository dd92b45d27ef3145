package vn.baodanh.registration.people;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.person.Candidates;

/**
 * Notes by which documents and names the portal knows those who look at their things, and lets them
 * have what was entered for them before. Nobody waits for it, and filing does not do it. What is
 * not written is noted again at another look.
 */
final class Sightings extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);
  private static final long EVERY_MS = 1_000;

  /** Accounts seen lately that need no second note; then it begins anew. */
  private static final int MOST_SEEN = 100_000;

  private static final int MOST_WAITING = 2_000;

  private final DocumentLearner learner;
  private final Adoptions adoptions;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Bearer> waiting = new ConcurrentHashMap<>();
  private boolean writing;

  Sightings(DocumentLearner learner, Adoptions adoptions) {
    this.learner = learner;
    this.adoptions = adoptions;
  }

  /** The same handlers; who calls them is noted. */
  Map<String, Handler<RoutingContext>> noting(Map<String, Handler<RoutingContext>> handlers) {
    Map<String, Handler<RoutingContext>> noting = new HashMap<>();
    handlers.forEach((operation, handler) ->
        noting.put(
            operation,
            ctx -> {
              note(Tokens.bearer(ctx));
              handler.handle(ctx);
            }));
    return noting;
  }

  private void note(Bearer bearer) {
    if (seen.contains(bearer.subject()) || waiting.size() >= MOST_WAITING || !isPlain(bearer)) {
      return;
    }
    if (seen.size() >= MOST_SEEN) {
      seen.clear();
    }
    seen.add(bearer.subject());
    waiting.put(Candidates.idOf(bearer.issuer(), bearer.subject()), bearer);
  }

  /** The portal's birthdate may be a year only (OpenID Connect Core, 5.1): that is too little. */
  private static boolean isPlain(Bearer bearer) {
    try {
      bearer.signIn().birthdate().ifPresent(LocalDate::parse);
      return bearer.citizenNumber().isPresent() || bearer.passport().isPresent();
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> write());
    return Future.succeededFuture();
  }

  private void write() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    Map<UUID, Bearer> some = Map.copyOf(waiting);
    waiting.keySet().removeAll(some.keySet());
    learner
        .learnFromSignIns(some)
        .compose(known -> adoptions.adopt(some.keySet()))
        .onFailure(failure -> {
          LOG.warn("sign-ins are noted later: {}", failure.toString());
          some.values().forEach(bearer -> seen.remove(bearer.subject()));
        })
        .onComplete(done -> writing = false);
  }
}
