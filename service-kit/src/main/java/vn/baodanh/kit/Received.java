package vn.baodanh.kit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a request's head was read, and the request's name in logs.
 *
 * @param at in microseconds
 */
public record Received(Instant at, String requestId) {

  private static final String KEY = Received.class.getName();

  /** Now, for this request. */
  static Received stamp(HttpServerRequest request, Clock clock) {
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Received(at, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
  }

  static void put(RoutingContext ctx, Received received) {
    ctx.put(KEY, received);
  }

  /** The stamp that {@link ApiServer} gave this request. */
  public static Received of(RoutingContext ctx) {
    Received received = ctx.get(KEY);
    if (received == null) {
      throw new IllegalStateException("not a request of an ApiServer");
    }
    return received;
  }

  /** When the head of this request was read, in microseconds. */
  public static Instant at(RoutingContext ctx) {
    return of(ctx).at();
  }
}
