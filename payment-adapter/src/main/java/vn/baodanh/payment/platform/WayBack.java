package vn.baodanh.payment.platform;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Sends a payer's browser, back from a platform, on to the page after payment. Changes nothing:
 * what counts is what the platform tells us itself.
 */
public final class WayBack {
  private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{16}");

  private final URI after;

  public WayBack(URI after) {
    this.after = after;
  }

  /**
   * Says what the platform showed to the payer.
   *
   * @param reference the attempt; left out if it cannot be one of ours
   */
  public void shown(RoutingContext ctx, Evidence evidence, String reference) {
    String known = REFERENCE.matcher(reference).matches() ? "&reference=" + reference : "";
    send(ctx, text(evidence) + known);
  }

  /** The platform did not sign what the browser brings. */
  public void unknown(RoutingContext ctx) {
    send(ctx, "unknown");
  }

  private void send(RoutingContext ctx, String shown) {
    String separator = after.getRawQuery() == null ? "?" : "&";
    ctx.response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, after + separator + "shown=" + shown)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }

  private static String text(Evidence evidence) {
    return switch (evidence) {
      case PAID -> "paid";
      case DECLINED, REVERSED -> "failed";
      case SUSPECTED, UNPAID, UNPAID_AFTER_EXPIRY -> "unclear";
    };
  }
}
