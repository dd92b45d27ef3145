package vn.baodanh.registration.institution;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * {@code GET /v1/institutions/{code}/applications}: who may, whether now, how often; then it
 * streams.
 */
final class FeedHandlers {
  private final ListLock lock;
  private final OftenLimit limit;
  private final Streams streams;
  private final FeedAnswer answer;

  FeedHandlers(ListLock lock, OftenLimit limit, Streams streams, FeedAnswer answer) {
    this.lock = lock;
    this.limit = limit;
    this.streams = streams;
    this.answer = answer;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of("pullApplications", this::pullApplications);
  }

  private void pullApplications(RoutingContext ctx) {
    Pull pull = Pull.of(ctx);
    lock.mayRead()
        .compose(may -> limit.take(pull.institution(), ctx.response()))
        .onSuccess(granted -> streams.run(ctx, () -> answer.send(ctx.response(), pull)))
        .onFailure(ctx::fail);
  }
}
