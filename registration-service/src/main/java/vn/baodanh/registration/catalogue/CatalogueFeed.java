package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Redis;

/**
 * Follows the catalogue's versions: asks Postgres every second, and tells Redis the newest number.
 * While Postgres is away nobody can commit a version; a node whose newest is the one that Redis was
 * told last knows them all (decision 0005).
 */
public final class CatalogueFeed extends VerticleBase implements Catalogue {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueFeed.class);
  private static final byte[] KEY = "catalogue".getBytes(US_ASCII);
  private static final long EVERY_MS = 1_000;

  /** A server that stands still answers never; a version is read and prepared in half a second. */
  private static final long LONGEST_MS = 2_000;

  /** Shorter than the 5 s that a version is committed ahead of its moment. */
  private static final Duration CONFIRMED_FOR = Duration.ofSeconds(4);

  /** No request that is still judged was received longer ago. */
  private static final Duration OLDEST_RECEIPT = Duration.ofMinutes(1);

  private final Pool pool;
  private final Redis redis;
  private final Clock clock;
  private final int year;

  /** Ascending; never empty once started. */
  private volatile List<Edition> editions = List.of();

  private volatile Instant confirmedAt = Instant.EPOCH;
  private boolean asking;

  /**
   * @param year of the season that is run
   */
  public CatalogueFeed(Pool pool, Redis redis, Clock clock, int year) {
    this.pool = pool;
    this.redis = redis;
    this.clock = clock;
    this.year = year;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> refresh());
    return CatalogueStore.begin(pool, BuiltIn.files()).compose(begun -> follow());
  }

  @Override
  public Edition at(Instant receivedAt) {
    var known = editions;
    int i = known.size() - 1;
    while (i > 0 && receivedAt.isBefore(known.get(i).effectiveAt())) {
      i--;
    }
    return known.get(i);
  }

  @Override
  public boolean isConfirmed() {
    return clock.instant().isBefore(confirmedAt.plus(CONFIRMED_FOR));
  }

  private void refresh() {
    if (asking) {
      return;
    }
    asking = true;
    follow()
        .timeout(LONGEST_MS, TimeUnit.MILLISECONDS)
        .recover(postgresIsAway -> fromRedis())
        .onComplete(
            done -> asking = false,
            failure -> {
              asking = false;
              LOG.warn("the catalogue is not confirmed: {}", failure.toString());
            });
  }

  private Future<Void> follow() {
    Instant asked = clock.instant();
    return CatalogueStore.versions(pool, newest(), asked.minus(OLDEST_RECEIPT))
        .compose(this::load)
        .onSuccess(loaded -> {
          confirmedAt = asked;
          tellRedis();
        });
  }

  private int newest() {
    return editions.isEmpty() ? 0 : editions.getLast().number();
  }

  private Future<Void> load(List<CatalogueStore.Version> versions) {
    Future<Void> loaded = Future.succeededFuture();
    for (var version : versions) {
      loaded = loaded.compose(before -> load(version));
    }
    return loaded;
  }

  private Future<Void> load(CatalogueStore.Version version) {
    return CatalogueStore.files(pool, version.number())
        .compose(files ->
            vertx.executeBlocking(() ->
                new Edition(version.number(), version.effectiveAt(), year, TableReader.all(files))))
        .map(edition -> {
          add(edition);
          return null;
        });
  }

  private void add(Edition edition) {
    var known = new ArrayList<>(editions);
    known.add(edition);
    var oldest = clock.instant().minus(OLDEST_RECEIPT);
    while (known.size() > 1 && !known.get(1).effectiveAt().isAfter(oldest)) {
      known.removeFirst();
    }
    editions = List.copyOf(known);
    LOG.info("version {} of the catalogue is known", edition.number());
  }

  private void tellRedis() {
    try {
      var _ = redis.async().set(KEY, Integer.toString(newest()).getBytes(US_ASCII));
    } catch (RuntimeException redisIsAway) {
      LOG.debug("Redis was not told the catalogue's version", redisIsAway);
    }
  }

  private Future<Void> fromRedis() {
    Instant asked = clock.instant();
    return Future.fromCompletionStage(redis.async().get(KEY), context)
        .map(number -> {
          if (number == null || Integer.parseInt(new String(number, US_ASCII)) > newest()) {
            throw new IllegalStateException("there may be a version that is not known here");
          }
          confirmedAt = asked;
          return null;
        });
  }
}
