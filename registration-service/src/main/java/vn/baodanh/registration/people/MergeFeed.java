package vn.baodanh.registration.people;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.registration.person.Candidates;

/**
 * Tells this node which candidates are one: asks Postgres every second for merges that are new. A
 * merge takes effect 5 s after it was made, so nodes agree on whose a filing is; one that could not
 * ask meanwhile files for the old id, which counts by its order all the same.
 */
final class MergeFeed extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(MergeFeed.class);
  private static final long EVERY_MS = 1_000;

  private final Pool pool;
  private final Candidates candidates;
  private long position;
  private boolean asking;

  MergeFeed(Pool pool, Candidates candidates) {
    this.pool = pool;
    this.candidates = candidates;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> refresh());
    return ask();
  }

  private void refresh() {
    if (!asking) {
      asking = true;
      ask()
          .onFailure(failure -> LOG.warn("merges are not known: {}", failure.toString()))
          .onComplete(done -> asking = false);
    }
  }

  private Future<Void> ask() {
    return Merges.after(pool, position)
        .timeout(EVERY_MS * 2, TimeUnit.MILLISECONDS)
        .map(added -> {
          if (!added.isEmpty()) {
            candidates.learn(added.stream().map(Merges.Added::merge).toList());
            position = added.getLast().position();
          }
          return null;
        });
  }
}
