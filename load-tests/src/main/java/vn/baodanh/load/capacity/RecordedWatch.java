package vn.baodanh.load.capacity;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import vn.baodanh.load.machine.Progress;

/**
 * Looks from outside how far the service has recorded, every 20 ms, so that the time from receipt
 * to recorded can be told of each filing without believing the service: it is recorded when another
 * connection first sees it so, up to 20 ms late.
 */
final class RecordedWatch implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 20;
  private static final long HIGHEST_US = 600_000_000;

  /** What was seen at one moment: the last journal place of each partition. */
  private record Look(long atUs, long[] seqs) {}

  private final String jdbcUrl;
  private final List<Look> looks = new ArrayList<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile boolean stopping;

  private RecordedWatch(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  static RecordedWatch start(String jdbcUrl) throws SQLException {
    var watch = new RecordedWatch(jdbcUrl);
    var progress = new Progress(jdbcUrl);
    watch.look(progress);
    Thread.ofPlatform().daemon().name("recorded-watch").start(() -> watch.lookOn(progress));
    return watch;
  }

  private void lookOn(Progress progress) {
    try (progress) {
      while (!stopping) {
        Thread.sleep(LOOK_EVERY_MS);
        look(progress);
      }
      done.complete(null);
    } catch (SQLException | InterruptedException e) {
      done.completeExceptionally(e);
    }
  }

  private void look(Progress progress) throws SQLException {
    var seqs = progress.seqs();
    looks.add(new Look(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), seqs));
  }

  /** Ends the watch; microseconds from receipt to recorded of everything recorded during it. */
  Histogram receiptToRecordedUs() throws SQLException {
    close();
    var histogram = new Histogram(HIGHEST_US, 3);
    var first = looks.getFirst();
    for (int partition = 0; partition < first.seqs().length; partition++) {
      measure(partition, first.seqs()[partition], histogram);
    }
    return histogram;
  }

  private void measure(int partition, long after, Histogram histogram) throws SQLException {
    var sql =
        "SELECT seq, received_us FROM filing_journal WHERE partition = ? AND seq > ? ORDER BY seq";
    try (var database = DriverManager.getConnection(jdbcUrl);
        var statement = database.prepareStatement(sql)) {
      statement.setInt(1, partition);
      statement.setLong(2, after);
      try (var rows = statement.executeQuery()) {
        int look = 0;
        while (rows.next()) {
          long seq = rows.getLong(1);
          while (look < looks.size() && looks.get(look).seqs()[partition] < seq) {
            look++;
          }
          if (look == looks.size()) {
            return;
          }
          long tookUs = looks.get(look).atUs() - rows.getLong(2);
          histogram.recordValue(Math.clamp(tookUs, 0, HIGHEST_US));
        }
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    done.join();
  }
}
