package vn.baodanh.payment.http;

import io.vertx.core.VertxException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Answers a request that failed: 503 where a store is away, and not 500, which is a defect. */
public final class Unavailable {
  private static final ProblemException UNAVAILABLE =
      new ProblemException(
          Problem.of(
                  503,
                  "unavailable",
                  "Hệ thống đang bận. Xin gửi lại y như cũ sau ít giây.",
                  "The system is not available right now. Send the same request again in a few"
                      + " seconds.")
              .withRetryAfter(Duration.ofSeconds(2)));

  private Unavailable() {}

  /** Fails the request with its problem; for {@code onFailure}. */
  public static void orDefect(RoutingContext ctx, Throwable failure) {
    ctx.fail(isOutage(failure) ? UNAVAILABLE : failure);
  }

  /** Whether this says that a store is away or overloaded. */
  public static boolean isOutage(Throwable failure) {
    return switch (failure) {
      case PgException e -> isOutage(e.getSqlState());
      case VertxException _ -> true; // a connection that was closed
      case RuntimeException _ -> false;
      default -> true; // not connected, not in time, too many waiting
    };
  }

  /** Classes 08, 53, 57, and a transaction that was told to give way: 25006, 40. */
  private static boolean isOutage(String sqlState) {
    return sqlState.equals("25006")
        || switch (sqlState.substring(0, 2)) {
          case "08", "40", "53", "57" -> true;
          default -> false;
        };
  }
}
