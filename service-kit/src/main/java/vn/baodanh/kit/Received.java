package vn.baodanh.kit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a request's head was read, and the request's name in logs and in the header {@code
 * X-Request-Id}. Kept with the Vert.x context of the request, so that log lines find it.
 *
 * @param at in microseconds
 */
public record Received(Instant at, String requestId) {

  /** Now, for the request whose context is the current one. */
  static void stamp(Clock clock) {
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    ReceivedStamp.LOCAL.put(Vertx.currentContext(), new Received(at, id));
  }

  /** The stamp of the request that is being worked on, if the current context belongs to one. */
  static Optional<Received> current() {
    return Optional.ofNullable(Vertx.currentContext()).map(ReceivedStamp.LOCAL::get);
  }

  /** The stamp that {@link ApiServer} gave this request. */
  public static Received of(RoutingContext ctx) {
    Received received = ctx.get(Received.class.getName());
    if (received == null) {
      throw new IllegalStateException("not a request of an ApiServer");
    }
    return received;
  }

  /** When the head of this request was read, in microseconds. */
  public static Instant at(RoutingContext ctx) {
    return of(ctx).at();
  }

  /** Moves the stamp to where it is found from any thread. */
  static void keep(RoutingContext ctx) {
    Context context = Vertx.currentContext();
    Received received = context == null ? null : ReceivedStamp.LOCAL.get(context);
    if (received == null) {
      throw new IllegalStateException("not a request of an ApiServer");
    }
    ctx.put(Received.class.getName(), received);
  }
}
