package vn.baodanh.payment.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.XAddArgs;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Redis;

/**
 * Says on the Redis stream {@code payment-events} that there are new events. Only a courtesy: what
 * is lost here is found by the next look at the events. Calls that come while one is under way
 * share the next. Redis may be away, also at the start.
 */
public final class WakeUp extends VerticleBase {
  private static final byte[] STREAM = "payment-events".getBytes(US_ASCII);
  private static final Map<byte[], byte[]> NEWS =
      Map.of("new".getBytes(US_ASCII), "events".getBytes(US_ASCII));
  private static final long MOST_ENTRIES = 100;
  private static final long CONNECT_AGAIN_MS = 2_000;

  private final Supplier<Future<Redis>> connect;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile @Nullable Redis redis;
  private boolean busy;

  public WakeUp(Supplier<Future<Redis>> connect) {
    this.connect = connect;
  }

  @Override
  public Future<?> start() {
    connect();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    Redis connected = redis;
    return connected == null ? Future.succeededFuture() : connected.close();
  }

  /** There are events that were not there before. From any thread. */
  public void wake() {
    if (!wanted.getAndSet(true)) {
      context.runOnContext(go -> say());
    }
  }

  private void connect() {
    connect
        .get()
        .onSuccess(connected -> {
          redis = connected;
          context.runOnContext(go -> say());
        })
        .onFailure(away -> vertx.setTimer(CONNECT_AGAIN_MS, again -> connect()));
  }

  private void say() {
    Redis connected = redis;
    if (busy || connected == null || !wanted.getAndSet(false)) {
      return;
    }
    busy = true;
    var added =
        connected
            .async()
            .xadd(STREAM, new XAddArgs().maxlen(MOST_ENTRIES).approximateTrimming(), NEWS);
    Future.fromCompletionStage(added, context)
        .onComplete(done -> {
          busy = false;
          say();
        });
  }
}
