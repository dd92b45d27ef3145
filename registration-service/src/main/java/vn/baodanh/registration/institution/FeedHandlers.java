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
  private final PullLimit limit;
  private final Puller puller;

  FeedHandlers(ListLock lock, PullLimit limit, Puller puller) {
    this.lock = lock;
    this.limit = limit;
    this.puller = puller;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of("pullApplications", this::pullApplications);
  }

  private void pullApplications(RoutingContext ctx) {
    Pull pull = Pull.of(ctx);
    lock.mayRead()
        .compose(may -> limit.take(pull.institution(), ctx.response()))
        .onSuccess(granted -> puller.answer(ctx, pull))
        .onFailure(ctx::fail);
  }
}
