package vn.baodanh.registration.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vn.baodanh.kit.Redis;
import vn.baodanh.registration.filing.Outcome;

/**
 * Tells the requests that wait for an outcome, on whichever node, that it was recorded. Only a
 * courtesy: a message may be lost, and then the request is answered without its outcome.
 */
public final class Outcomes {
  private static final byte[] CHANNEL = "outcomes-2".getBytes(US_ASCII);

  /** Id, outcome, order, receipt, recording, length of the reason. */
  private static final int FIXED_BYTES = 16 + 1 + 8 + 8 + 8 + 1;

  /** Announcements are lost while Redis is away. */
  private static final long LOOK_AGAIN_MS = 1_000;

  private final Vertx vertx;
  private final Redis redis;
  private final Pool pool;
  private final int mostWaiting;
  private final Map<UUID, Promise<Recorded>> waiting = new ConcurrentHashMap<>();

  /**
   * @param mostWaiting most requests of this node that are held; one more is answered without
   *     waiting
   */
  public Outcomes(Vertx vertx, Redis redis, Pool pool, int mostWaiting) {
    this.vertx = vertx;
    this.redis = redis;
    this.pool = pool;
    this.mostWaiting = mostWaiting;
  }

  public Future<Void> listen() {
    return redis.subscribe(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] channel, byte[] message) {
            if (!waiting.isEmpty()) {
              heard(Buffer.buffer(message));
            }
          }
        },
        CHANNEL);
  }

  /**
   * This filing's outcome, if it is announced within this time. Call it before the filing can be
   * recorded.
   */
  public Future<Optional<Recorded>> within(UUID filing, long timeoutMs) {
    if (waiting.size() >= mostWaiting) {
      return Future.succeededFuture(Optional.empty());
    }
    Promise<Recorded> promise = Promise.promise();
    Promise<Recorded> sameBefore = waiting.put(filing, promise);
    if (sameBefore != null) {
      promise.future().onSuccess(sameBefore::tryComplete);
    }
    long timer = vertx.setTimer(timeoutMs, expired -> promise.tryFail("no outcome in time"));
    return promise
        .future()
        .map(Optional::of)
        .otherwise(Optional.empty())
        .onComplete(done -> {
          vertx.cancelTimer(timer);
          waiting.remove(filing, promise);
        });
  }

  /** Tells whoever waits for this filing on this node, if it is recorded already: a repeat. */
  public void lookUp(UUID candidate, UUID filing) {
    if (waiting.containsKey(filing)) {
      find(candidate, filing).onSuccess(found -> found.ifPresent(this::tell));
    }
  }

  /**
   * This filing's outcome, announced or found in the journal, whichever is first; empty if neither
   * in this time.
   */
  public Future<Optional<Recorded>> confirmed(UUID candidate, UUID filing, long timeoutMs) {
    Future<Optional<Recorded>> announced = within(filing, timeoutMs);
    lookUp(candidate, filing);
    long timer = vertx.setPeriodic(LOOK_AGAIN_MS, again -> lookUp(candidate, filing));
    return announced.onComplete(done -> vertx.cancelTimer(timer));
  }

  /** What the journal has of this filing by now. */
  public Future<Optional<Recorded>> find(UUID candidate, UUID filing) {
    return Journal.outcome(pool, candidate, filing);
  }

  /** Nobody waits for this filing any more. */
  public void forget(UUID filing) {
    Promise<Recorded> promise = waiting.get(filing);
    if (promise != null) {
      promise.tryFail("not taken");
    }
  }

  void announce(List<Recorded> recorded) {
    Buffer message = Buffer.buffer(recorded.size() * FIXED_BYTES);
    for (Recorded one : recorded) {
      byte[] reason = one.reason().orElse("").getBytes(US_ASCII);
      message
          .appendLong(one.id().getMostSignificantBits())
          .appendLong(one.id().getLeastSignificantBits())
          .appendByte((byte) one.outcome().code())
          .appendLong(one.orderUs())
          .appendLong(one.receivedUs())
          .appendLong(one.recordedUs())
          .appendByte((byte) reason.length)
          .appendBytes(reason);
    }
    recorded.forEach(this::tell);
    var _ = redis.async().publish(CHANNEL, message.getBytes());
  }

  private void heard(Buffer message) {
    int at = 0;
    while (at < message.length()) {
      UUID id = new UUID(message.getLong(at), message.getLong(at + 8));
      int reasonLength = message.getByte(at + FIXED_BYTES - 1);
      if (waiting.containsKey(id)) {
        String reason = message.getString(at + FIXED_BYTES, at + FIXED_BYTES + reasonLength);
        tell(
            new Recorded(
                id,
                Outcome.of(message.getByte(at + 16)),
                Optional.of(reason).filter(text -> !text.isEmpty()),
                message.getLong(at + 17),
                message.getLong(at + 25),
                message.getLong(at + 33)));
      }
      at += FIXED_BYTES + reasonLength;
    }
  }

  private void tell(Recorded recorded) {
    Promise<Recorded> promise = waiting.get(recorded.id());
    if (promise != null) {
      promise.tryComplete(recorded);
    }
  }
}
