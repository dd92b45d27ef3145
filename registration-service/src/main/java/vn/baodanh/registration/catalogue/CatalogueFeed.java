package vn.baodanh.registration.catalogue;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.registration.following.Follower;
import vn.baodanh.registration.following.Versions;

/**
 * Follows the catalogue's versions. They are read in Postgres only: Redis says how many there are,
 * not what they say (decision 0005).
 */
public final class CatalogueFeed extends VerticleBase implements Catalogue {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueFeed.class);

  /** A version is in force at least 5 s after its transaction has ended. */
  private static final Duration CONFIRMED_FOR = Duration.ofSeconds(4);

  /** No request that is still judged was received longer ago. */
  private static final Duration OLDEST_RECEIPT = Duration.ofMinutes(1);

  private final Pool pool;
  private final Clock clock;
  private final int year;
  private final Follower follower;

  /** Ascending; never empty once started. */
  private volatile List<Edition> editions = List.of();

  /**
   * @param year of the season that is run
   */
  public CatalogueFeed(Pool pool, Versions versions, Clock clock, int year) {
    this.pool = pool;
    this.clock = clock;
    this.year = year;
    this.follower = new Follower(versions, new Editions(), clock, CONFIRMED_FOR);
  }

  @Override
  public Future<?> start() {
    return CatalogueStore.begin(pool, BuiltIn.files()).compose(begun -> follower.start(vertx));
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
    return follower.isConfirmed();
  }

  private final class Editions implements Follower.Followed {
    @Override
    public Future<Void> read() {
      return CatalogueStore.versions(pool, number(), clock.instant().minus(OLDEST_RECEIPT))
          .compose(CatalogueFeed.this::load);
    }

    @Override
    public int number() {
      return editions.isEmpty() ? 0 : editions.getLast().number();
    }

    @Override
    public byte[] copy() {
      return new byte[0];
    }

    @Override
    public void learn(byte[] copy) {
      // the files are too many for Redis
    }
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

  /** Unless an answer that came even later has brought it already. */
  private void add(Edition edition) {
    var known = new ArrayList<>(editions);
    if (!known.isEmpty() && known.getLast().number() >= edition.number()) {
      return;
    }
    known.add(edition);
    var oldest = clock.instant().minus(OLDEST_RECEIPT);
    while (known.size() > 1 && !known.get(1).effectiveAt().isAfter(oldest)) {
      known.removeFirst();
    }
    editions = List.copyOf(known);
    LOG.info("version {} of the catalogue is known", edition.number());
  }
}
