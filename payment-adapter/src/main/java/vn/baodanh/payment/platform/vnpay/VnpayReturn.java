package vn.baodanh.payment.platform.vnpay;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import vn.baodanh.payment.platform.Evidence;

/**
 * The payer's way back from VNPAY. It changes nothing: it only sends the browser on, saying what
 * the platform showed to the payer.
 */
final class VnpayReturn implements Handler<RoutingContext> {
  private final Secrets secrets;
  private final URI after;

  VnpayReturn(Secrets secrets, URI after) {
    this.secrets = secrets;
    this.after = after;
  }

  @Override
  public void handle(RoutingContext ctx) {
    String query = Objects.requireNonNullElse(ctx.request().query(), "");
    Optional<Fields> signed = Fields.parse(query).filter(fields -> fields.isSigned(secrets));
    String shown = signed.map(VnpayReturn::shown).orElse("unknown");
    String reference =
        signed
            .map(fields -> fields.get("TxnRef"))
            .filter(text -> text.matches("[0-9A-Z]{16}"))
            .map(text -> "&reference=" + text)
            .orElse("");
    String separator = after.getRawQuery() == null ? "?" : "&";
    ctx.response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, after + separator + "shown=" + shown + reference)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }

  private static String shown(Fields fields) {
    Evidence evidence =
        VnpayCodes.notified(fields.get("ResponseCode"), fields.get("TransactionStatus"));
    return switch (evidence) {
      case PAID -> "paid";
      case DECLINED, REVERSED -> "failed";
      case SUSPECTED, UNPAID, UNPAID_AFTER_EXPIRY -> "unclear";
    };
  }
}
