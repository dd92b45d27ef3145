package vn.baodanh.payment.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.baodanh.payment.attempt.Recorder;
import vn.baodanh.payment.http.RowJson;
import vn.baodanh.payment.platform.Inbox;
import vn.baodanh.payment.platform.Message;
import vn.baodanh.payment.platform.Report;
import vn.baodanh.payment.platform.Verdict;

/**
 * Where notifications arrive: kept as they came, then recorded. Of forged ones a node keeps one at
 * a time, in one of 1,000 slots; all are counted.
 */
public final class Notifications implements Inbox {
  private static final int FORGED_SLOTS = 1_000;

  /** A platform repeats each outcome up to 10 times, and there are few outcomes. */
  private static final int MOST_OF_ONE = 100;

  private static final String COUNTER = "payment.notifications";

  private final Pool pool;
  private final Recorder recorder;
  private final MeterRegistry metrics;
  private final AtomicBoolean keepingForged = new AtomicBoolean();

  public Notifications(Pool pool, Recorder recorder, MeterRegistry metrics) {
    this.pool = pool;
    this.recorder = recorder;
    this.metrics = metrics;
  }

  /**
   * Keeps messages as they came; of one reference the first 100, since a payer has what it takes to
   * send a good one again and again.
   *
   * @param references what each message is about, in the same order
   */
  public static Future<?> keep(SqlClient db, List<Message> messages, List<String> references) {
    return MessageStore.keep(db, messages, references, MOST_OF_ONE);
  }

  /**
   * What platforms sent that names this reference, as it came; at most 20.
   *
   * @param around when it was first known; notifications come in the days after that
   */
  public static Future<JsonArray> about(SqlClient db, String reference, Optional<Instant> around) {
    return around.isEmpty()
        ? Future.succeededFuture(new JsonArray())
        : MessageStore.about(db, reference, around.get()).map(RowJson::of);
  }

  @Override
  public Future<Verdict> take(Message message, Report report) {
    return recorder
        .record(report, Optional.of(message))
        .onSuccess(
            verdict -> count(message, verdict.name().toLowerCase(Locale.ROOT).replace('_', '-')))
        .onFailure(failure -> count(message, "failed"));
  }

  @Override
  public void forged(Message message) {
    count(message, "forged");
    if (keepingForged.compareAndSet(false, true)) {
      MessageStore.keepForged(pool, ThreadLocalRandom.current().nextInt(FORGED_SLOTS), message)
          .onComplete(done -> keepingForged.set(false));
    }
  }

  private void count(Message message, String what) {
    metrics.counter(COUNTER, "platform", message.platform(), "verdict", what).increment();
  }
}
