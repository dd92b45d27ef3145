package vn.baodanh.registration.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Redis;

/**
 * Sessions that people ended before their time, so that a copy of the cookie is good no more: a
 * stream in Redis that every node follows, and remembers for as long as a session can last. Nobody
 * asks Redis on the hot way in. While Redis is away, a session ends on the node that was told.
 */
final class EndedSessions extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);
  private static final byte[] STREAM = "sessions:ended".getBytes(US_ASCII);
  private static final byte[] ID = "id".getBytes(US_ASCII);
  private static final long LOOK_EVERY_MS = 1_000;
  private static final int AT_ONCE = 1_000;

  /** About 64 bytes each; far more than sign out within the life of a session on one node. */
  private static final int MOST = 500_000;

  private final Redis redis;
  private final Clock clock;
  private final Duration remembered;
  private final Map<Long, Instant> endedById = new LinkedHashMap<>();
  private String last = "0-0";

  /**
   * @param remembered how long a session can last
   */
  EndedSessions(Redis redis, Clock clock, Duration remembered) {
    this.redis = redis;
    this.clock = clock;
    this.remembered = remembered;
  }

  @Override
  public Future<?> start() {
    return look().otherwiseEmpty();
  }

  synchronized boolean contains(long id) {
    return endedById.containsKey(id);
  }

  /** Ends it here at once, and within two seconds everywhere. */
  Future<Void> end(Vertx vertx, long id) {
    remember(id);
    var oldest = Long.toString(clock.instant().minus(remembered).toEpochMilli());
    return Future.fromCompletionStage(
            redis
                .async()
                .xadd(
                    STREAM,
                    XAddArgs.Builder.minId(oldest).approximateTrimming(),
                    Map.of(ID, Long.toHexString(id).getBytes(US_ASCII))),
            vertx.getOrCreateContext())
        .mapEmpty();
  }

  private Future<Void> look() {
    return readOn()
        .onFailure(failure -> LOG.debug("Ended sessions cannot be read: {}", failure.getMessage()))
        .onComplete(done -> vertx.setTimer(LOOK_EVERY_MS, timer -> look()));
  }

  /** To the end: a node that has just started knows of none, and there may be many. */
  private Future<Void> readOn() {
    var offset = XReadArgs.StreamOffset.from(STREAM, last);
    return Future.fromCompletionStage(
            redis.async().xread(XReadArgs.Builder.count(AT_ONCE), offset),
            vertx.getOrCreateContext())
        .compose(messages -> {
          rememberAll(messages);
          return messages.size() < AT_ONCE ? Future.succeededFuture() : readOn();
        });
  }

  private void rememberAll(List<StreamMessage<byte[], byte[]>> messages) {
    for (var message : messages) {
      last = message.getId();
      message
          .getBody()
          .forEach(
              (name, value) -> remember(Long.parseUnsignedLong(new String(value, US_ASCII), 16)));
    }
  }

  private synchronized void remember(long id) {
    var now = clock.instant();
    var oldest = endedById.entrySet().iterator();
    while (oldest.hasNext()
        && (oldest.next().getValue().plus(remembered).isBefore(now) || endedById.size() >= MOST)) {
      oldest.remove();
    }
    endedById.put(id, now);
  }
}
