package vn.baodanh.local.portal;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What only a simulator has: a new key on demand, and tokens for many people at once.
 *
 * <p>{@code POST /simulator/tokens} takes {@code {"first":0,"count":100}} (at most 1,000; the
 * people at these places) and answers {@code {"tokens":["eyJ…",…]}} in their order.
 */
final class SimulatorRoutes {
  /** A second's work on two cores. */
  private static final int MOST_TOKENS = 1_000;

  private final PortalSettings settings;
  private final PortalKeys keys;
  private final PortalTokens tokens;

  SimulatorRoutes(PortalSettings settings, PortalKeys keys, PortalTokens tokens) {
    this.settings = settings;
    this.keys = keys;
    this.tokens = tokens;
  }

  void addTo(Router router) {
    var body = BodyHandler.create(false).setBodyLimit(1024);
    router.post("/simulator/rotate-keys").handler(this::rotate);
    router.post("/simulator/tokens").handler(body).handler(this::issue);
  }

  private void rotate(RoutingContext ctx) {
    ctx.vertx()
        .executeBlocking(
            () -> {
              keys.rotate();
              return new JsonObject().put("kid", keys.current().id());
            },
            false)
        .onSuccess(ctx::json)
        .onFailure(ctx::fail);
  }

  private void issue(RoutingContext ctx) {
    int first;
    int count;
    try {
      var wanted = new JsonObject(Optional.ofNullable(ctx.body().asString()).orElse(""));
      first = wanted.getInteger("first", 0);
      count = wanted.getInteger("count", 1);
    } catch (DecodeException | ClassCastException e) {
      refuse(ctx);
      return;
    }
    if (first < 0 || count < 1 || count > MOST_TOKENS || first > settings.people() - count) {
      refuse(ctx);
      return;
    }
    ctx.vertx()
        .executeBlocking(() -> tokens(first, count), false)
        .onSuccess(issued -> ctx.json(new JsonObject().put("tokens", new JsonArray(issued))))
        .onFailure(ctx::fail);
  }

  private void refuse(RoutingContext ctx) {
    var limits = "first, count: numbers, of %,d people, at most %,d at once";
    ctx.response().setStatusCode(400);
    ctx.json(new JsonObject().put("error", limits.formatted(settings.people(), MOST_TOKENS)));
  }

  private List<String> tokens(int first, int count) {
    return IntStream.range(first, first + count)
        .parallel()
        .mapToObj(number -> tokens.access(TestPeople.person(settings.seed(), number)))
        .toList();
  }
}
