package vn.baodanh.payment.platform.momo;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.WayBack;

/** The payer's way back from MoMo: the fields of a notification in the query. */
final class MomoReturn implements Handler<RoutingContext> {
  private final MomoSignature signature;
  private final WayBack wayBack;

  MomoReturn(MomoSignature signature, WayBack wayBack) {
    this.signature = signature;
    this.wayBack = wayBack;
  }

  @Override
  public void handle(RoutingContext ctx) {
    String query = Objects.requireNonNullElse(ctx.request().query(), "");
    MomoFields.ofQuery(query)
        .filter(signature::isGood)
        .ifPresentOrElse(
            fields -> wayBack.shown(ctx, evidence(fields), fields.get("orderId")),
            () -> wayBack.unknown(ctx));
  }

  private static Evidence evidence(MomoFields fields) {
    return MomoCodes.evidence(fields.get("resultCode")).orElse(Evidence.UNPAID);
  }
}
