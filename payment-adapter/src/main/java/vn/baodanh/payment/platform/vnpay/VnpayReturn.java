package vn.baodanh.payment.platform.vnpay;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.Secrets;
import vn.baodanh.payment.platform.WayBack;

/** The payer's way back from VNPAY. */
final class VnpayReturn implements Handler<RoutingContext> {
  private final Secrets secrets;
  private final WayBack wayBack;

  VnpayReturn(Secrets secrets, WayBack wayBack) {
    this.secrets = secrets;
    this.wayBack = wayBack;
  }

  @Override
  public void handle(RoutingContext ctx) {
    String query = Objects.requireNonNullElse(ctx.request().query(), "");
    Fields.parse(query)
        .filter(fields -> fields.isSigned(secrets))
        .ifPresentOrElse(
            fields -> wayBack.shown(ctx, evidence(fields), fields.get("TxnRef")),
            () -> wayBack.unknown(ctx));
  }

  private static Evidence evidence(Fields fields) {
    return VnpayCodes.notified(fields.get("ResponseCode"), fields.get("TransactionStatus"));
  }
}
