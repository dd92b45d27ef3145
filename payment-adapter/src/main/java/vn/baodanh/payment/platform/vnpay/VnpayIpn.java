package vn.baodanh.payment.platform.vnpay;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Received;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.Inbox;
import vn.baodanh.payment.platform.Message;
import vn.baodanh.payment.platform.Report;
import vn.baodanh.payment.platform.Secrets;
import vn.baodanh.payment.platform.Verdict;

/**
 * VNPAY's notification. Checked in the platform's order and answered by its codes, always with HTTP
 * 200: 97 signature wrong, 01 order unknown, 04 amount differs, 02 nothing new, 00 recorded,
 * success or not; 99 our own fault. 00 and 02 end the matter, the others are repeated.
 */
final class VnpayIpn implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(VnpayIpn.class);
  private static final int MOST_REFERENCE_CHARS = 100;
  private static final int MOST_CODE_CHARS = 20;

  private final String tmnCode;
  private final Secrets secrets;
  private final Inbox inbox;

  VnpayIpn(String tmnCode, Secrets secrets, Inbox inbox) {
    this.tmnCode = tmnCode;
    this.secrets = secrets;
    this.inbox = inbox;
  }

  @Override
  public void handle(RoutingContext ctx) {
    String query = Objects.requireNonNullElse(ctx.request().query(), "");
    Message message = new Message(Vnpay.NAME, Received.at(ctx), query);
    Optional<Fields> signed = Fields.parse(query).filter(fields -> fields.isSigned(secrets));
    if (signed.isEmpty()) {
      inbox.forged(message);
      answer(ctx, "97", "Invalid signature");
      return;
    }
    Optional<Report> report = report(signed.get(), message);
    if (report.isEmpty()) {
      LOG.error("VNPAY signed a notification that cannot be read");
      answer(ctx, "99", "Unreadable");
      return;
    }
    inbox
        .take(message, report.get())
        .onSuccess(verdict -> answer(ctx, verdict))
        .onFailure(failure -> {
          LOG.warn("A notification is not recorded, and will be repeated: {}", failure.toString());
          answer(ctx, "99", "Try again");
        });
  }

  private Optional<Report> report(Fields fields, Message message) {
    String reference = fields.get("TxnRef");
    String transactionNo = fields.get("TransactionNo");
    String code = fields.get("ResponseCode");
    if (!fields.get("TmnCode").equals(tmnCode)
        || reference.isEmpty()
        || reference.length() > MOST_REFERENCE_CHARS
        || transactionNo.length() > MOST_CODE_CHARS
        || code.length() > MOST_CODE_CHARS) {
      return Optional.empty();
    }
    Evidence evidence = VnpayCodes.notified(code, fields.get("TransactionStatus"));
    if (evidence.isMoney() && !VnpayCodes.isNumber(transactionNo)) {
      return Optional.empty();
    }
    return VnpayCodes.amount(fields.get("Amount"))
        .map(amount ->
            new Report(
                Vnpay.NAME,
                reference,
                transactionNo,
                amount,
                evidence,
                code,
                VnpayTime.parse(fields.get("PayDate")).orElse(message.receivedAt())));
  }

  private static void answer(RoutingContext ctx, Verdict verdict) {
    switch (verdict) {
      case RECORDED -> answer(ctx, "00", "Confirm Success");
      case KNOWN -> answer(ctx, "02", "Order already confirmed");
      case UNKNOWN_REFERENCE -> answer(ctx, "01", "Order not found");
      case OTHER_AMOUNT -> answer(ctx, "04", "Invalid amount");
    }
  }

  private static void answer(RoutingContext ctx, String code, String message) {
    ctx.json(new JsonObject().put("RspCode", code).put("Message", message));
  }
}
