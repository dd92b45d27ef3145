package vn.baodanh.registration.institution;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.PostgresSession;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Worker;
import vn.baodanh.registration.filing.Digests;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.institution.SnapshotStore.Standing;
import vn.baodanh.registration.log.LogSigner;
import vn.baodanh.registration.season.Window;

/**
 * Freezes each institution's applicants once all lists are closed and recorded and the projection
 * has followed: one snapshot for these closes, and another after a reopening. One node at a time
 * makes them; who comes after it finds what is made, and goes on.
 */
final class SnapshotMaker extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotMaker.class);
  private static final int LOCK = 7_304;
  private static final int PART = 1_000;
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Supplier<Future<PostgresSession>> connect;
  private final ListLock lock;
  private final Supplier<String> rulesVersion;
  private final LogSigner signer;
  private final Clock clock;
  private Map<Integer, Long> journalEnds = Map.of();
  private String made = "";
  private String awaited = "";

  SnapshotMaker(
      Supplier<Future<PostgresSession>> connect,
      ListLock lock,
      Supplier<String> rulesVersion,
      LogSigner signer,
      Clock clock) {
    this.connect = connect;
    this.lock = lock;
    this.rulesVersion = rulesVersion;
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  protected Duration round() {
    look();
    return EVERY;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    if (e instanceof ProblemException notYet) {
      LOG.debug("no snapshots: {}", notYet.problem().code());
    } else {
      LOG.warn("snapshots are made later: {}", e.toString());
    }
    return EVERY;
  }

  private void look() {
    Optional<List<Window>> closed = lock.closed(clock.instant());
    String closes = closed.map(SnapshotMaker::text).orElse("");
    if (closed.isEmpty() || closes.equals(made)) {
      return;
    }
    lock.isLocked().await();
    PostgresSession session = connect.get().await();
    SqlConnection db = session.db();
    try {
      if (!closes.equals(awaited)) {
        journalEnds = SnapshotStore.journalEnds(db).await();
        awaited = closes;
      }
      if (SnapshotStore.isProjected(db, journalEnds).await() && take(db)) {
        long asOfUs =
            closed.get().stream()
                .mapToLong(window -> Micros.of(window.closes()))
                .max()
                .orElseThrow();
        for (String institution : SnapshotStore.missing(db, closes).await()) {
          if (isStopping()) {
            return;
          }
          make(db, institution, closes, asOfUs);
        }
        made = closes;
      }
    } finally {
      session.close(); // and with it the lock
    }
  }

  private static String text(List<Window> windows) {
    return windows.stream()
        .map(window -> window.id() + "@" + Micros.of(window.closes()))
        .collect(joining(" "));
  }

  private static boolean take(SqlConnection db) {
    return db.preparedQuery("SELECT pg_try_advisory_lock($1)")
        .execute(Tuple.of((long) LOCK))
        .await()
        .iterator()
        .next()
        .getBoolean(0);
  }

  /** One transaction: the file in parts, and its manifest. */
  private void make(SqlConnection db, String institution, String closes, long asOfUs) {
    Cursor cut = FeedStore.end(db, institution).await().orElseThrow();
    List<Standing> all = SnapshotStore.standing(db, institution, cut.position()).await();
    List<Long> positions =
        all.stream().filter(one -> !one.heldBack()).map(Standing::position).toList();
    var transaction = db.begin().await();
    try {
      int number = SnapshotStore.nextNumber(db, institution).await();
      MessageDigest sha256 = Digests.sha256();
      long bytes = 0;
      for (int from = 0; from < positions.size(); from += PART) {
        List<Long> some = positions.subList(from, Math.min(positions.size(), from + PART));
        byte[] lines = SnapshotStore.lines(db, institution, some).await().getBytes();
        sha256.update(lines);
        bytes += lines.length;
        SnapshotStore.addPart(
                db, institution, number, from / PART, some.size(), Gzip.compressed(lines))
            .await();
      }
      var snapshot =
          new Snapshot(
              institution,
              number,
              asOfUs,
              cut,
              positions.size(),
              all.size() - positions.size(),
              bytes,
              sha256.digest(),
              rulesVersion.get(),
              Micros.of(clock.instant()));
      byte[] signature = signer.sign(snapshot.signedBytes());
      SnapshotStore.add(db, snapshot, closes, signer.keyId(), signature).await();
    } catch (Exception e) {
      transaction.rollback().otherwiseEmpty().await();
      throw e;
    }
    transaction.commit().await();
  }
}
