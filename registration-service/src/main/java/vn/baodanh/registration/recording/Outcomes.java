package vn.baodanh.registration.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
  private static final byte[] CHANNEL = "outcomes".getBytes(US_ASCII);

  private final Vertx vertx;
  private final Redis redis;
  private final int mostWaiting;
  private final Map<UUID, Promise<Recorded>> waiting = new ConcurrentHashMap<>();

  /**
   * @param mostWaiting most requests of this node that are held; one more is answered without
   *     waiting
   */
  public Outcomes(Vertx vertx, Redis redis, int mostWaiting) {
    this.vertx = vertx;
    this.redis = redis;
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
    waiting.put(filing, promise);
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

  public int waiting() {
    return waiting.size();
  }

  void announce(List<Recorded> recorded) {
    Buffer message = Buffer.buffer(recorded.size() * 34);
    for (Recorded one : recorded) {
      byte[] reason = one.reason().orElse("").getBytes(US_ASCII);
      message
          .appendLong(one.id().getMostSignificantBits())
          .appendLong(one.id().getLeastSignificantBits())
          .appendByte((byte) one.outcome().code())
          .appendLong(one.orderUs())
          .appendLong(one.recordedUs())
          .appendByte((byte) reason.length)
          .appendBytes(reason);
    }
    var _ = redis.async().publish(CHANNEL, message.getBytes());
  }

  private void heard(Buffer message) {
    int at = 0;
    while (at < message.length()) {
      UUID id = new UUID(message.getLong(at), message.getLong(at + 8));
      int reasonLength = message.getByte(at + 33);
      Promise<Recorded> promise = waiting.get(id);
      if (promise != null) {
        String reason = message.getString(at + 34, at + 34 + reasonLength);
        promise.tryComplete(
            new Recorded(
                id,
                Outcome.of(message.getByte(at + 16)),
                Optional.of(reason).filter(text -> !text.isEmpty()),
                message.getLong(at + 17),
                message.getLong(at + 25)));
      }
      at += 34 + reasonLength;
    }
  }
}
