package vn.baodanh.registration.message;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Worker;
import vn.baodanh.registration.filing.Partitions;

/**
 * Sends letters: turns what the journal and announcements say into rows of the outbox, and these
 * into letters. Any number of processes may do it side by side. Runs on a virtual thread; nothing
 * that fails here is noticed by who files.
 */
final class Postman extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
  private static final int ROWS = 2_000;
  private static final int LETTERS = 32;
  private static final int MOST_NEWS = 10;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  /** Longer than any channel takes, so that nobody sends the same letter beside us. */
  private static final Duration LEASE = Duration.ofSeconds(90);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final Outbox outbox;
  private final Partitions partitions;
  private final Map<String, Channel> channelByName;
  private final Duration pause;
  private boolean begun;

  /**
   * @param pause how long news of filings waits for more of the same candidate
   */
  Postman(
      Outbox outbox, Partitions partitions, Map<String, Channel> channelByName, Duration pause) {
    this.outbox = outbox;
    this.partitions = partitions;
    this.channelByName = Map.copyOf(channelByName);
    this.pause = pause;
  }

  @Override
  protected Duration round() {
    if (!begun) {
      outbox.begin(partitions.count()).await();
      begun = true;
    }
    boolean more = false;
    for (int p = 0; p < partitions.count(); p++) {
      more |= outbox.follow(p, ROWS, channelByName.keySet(), pause).await() == ROWS;
    }
    more |= outbox.spread(ROWS, channelByName.keySet()).await() == ROWS;
    List<Outbox.Due> due = outbox.take(LETTERS, channelByName.keySet(), LEASE).await();
    List<Boolean> sent =
        Future.join(due.stream().map(this::deliver).toList())
            .map(all -> all.<Boolean>list())
            .await();
    if (!sent.isEmpty() && !sent.contains(true)) {
      return AFTER_FAILURE; // the channel is away: no use in going through all that wait
    }
    return more || due.size() == LETTERS ? Duration.ZERO : IDLE;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    LOG.warn("letters wait: {}", e.toString());
    return AFTER_FAILURE;
  }

  /** Whether it is done with; fails only if the database does. */
  private Future<Boolean> deliver(Outbox.Due due) {
    Channel channel = channelByName.get(due.channel());
    if (channel == null || due.to().isEmpty()) {
      return outbox.settle(due, AT_ONCE).map(true);
    }
    return outbox
        .told(due, MOST_NEWS)
        .compose(told ->
            told.isEmpty()
                ? outbox.settle(due, AT_ONCE).map(true)
                : send(channel, due, Wording.of(told)));
  }

  private Future<Boolean> send(Channel channel, Outbox.Due due, Notice notice) {
    String key = due.id() + "." + due.toSeq();
    return channel
        .send(new Letter(key, due.to().orElseThrow(), notice))
        .transform(sent ->
            sent.succeeded() ? outbox.settle(due, pause).map(true) : failed(due, sent.cause()));
  }

  private Future<Boolean> failed(Outbox.Due due, Throwable failure) {
    if (failure instanceof UndeliverableException never) {
      LOG.warn("letter {} by {} is given up: {}", due.id(), due.channel(), never.getMessage());
      return outbox.giveUp(due, String.valueOf(never.getMessage())).map(true);
    }
    String fault = failure.getClass().getSimpleName(); // its message may name the address
    LOG.warn(
        "letter {} by {} waits, attempt {}: {}", due.id(), due.channel(), due.attempts(), fault);
    return outbox.postpone(due, wait(due.attempts()), fault).map(false);
  }

  /** 2, 4, 8 … seconds, to the longest. */
  private static Duration wait(int attempts) {
    Duration wait = Duration.ofSeconds(1L << Math.min(attempts, 20));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
