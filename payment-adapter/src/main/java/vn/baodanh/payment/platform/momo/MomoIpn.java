package vn.baodanh.payment.platform.momo;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Received;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.Inbox;
import vn.baodanh.payment.platform.Message;
import vn.baodanh.payment.platform.Report;

/**
 * MoMo's notification. 204 says that it is kept, whatever it was about: MoMo knows no other answer
 * that ends the matter, and takes nothing back on a bad one. Where nothing was kept it is answered
 * with a problem.
 */
final class MomoIpn implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(MomoIpn.class);
  private static final Duration MOST_CLOCK_DIFFERENCE = Duration.ofDays(1);

  private static final ProblemException FORGED =
      new ProblemException(
          Problem.of(400, "signature-wrong", "Chữ ký không đúng.", "The signature is not MoMo's."));
  private static final ProblemException UNREADABLE =
      new ProblemException(
          Problem.of(
              400,
              "notification-unreadable",
              "Thông báo không đọc được.",
              "The notification is signed, but not as MoMo describes it, or for somebody else."));

  private final String partnerCode;
  private final MomoSignature signature;
  private final Inbox inbox;

  MomoIpn(String partnerCode, MomoSignature signature, Inbox inbox) {
    this.partnerCode = partnerCode;
    this.signature = signature;
    this.inbox = inbox;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Buffer body = Objects.requireNonNull(ctx.body().buffer(), "the contract requires a body");
    Message message = new Message(Momo.NAME, Received.at(ctx), body.toString());
    Optional<MomoFields> signed = MomoFields.ofJson(body.getBytes()).filter(signature::isGood);
    if (signed.isEmpty()) {
      inbox.forged(message);
      throw FORGED;
    }
    Optional<Report> report = report(signed.get(), message.receivedAt());
    if (report.isEmpty()) {
      LOG.error("MoMo signed a notification that cannot be read");
      throw UNREADABLE;
    }
    inbox
        .take(message, report.get())
        .onSuccess(verdict -> ctx.response().setStatusCode(204).end())
        .onFailure(failure -> {
          LOG.warn("A notification is not recorded, and will be repeated: {}", failure.toString());
          Unavailable.orDefect(ctx, failure);
        });
  }

  private Optional<Report> report(MomoFields fields, Instant receivedAt) {
    String reference = fields.get("orderId");
    String code = fields.get("resultCode");
    if (!fields.get("partnerCode").equals(partnerCode)
        || !reference.matches("[0-9A-Za-z._-]{1,50}")
        || !fields.get("transId").matches("[0-9]{1,19}")
        || !code.matches("[0-9]{1,6}")) {
      return Optional.empty();
    }
    return MomoCodes.amount(fields.get("amount"))
        .map(amount ->
            new Report(
                Momo.NAME,
                reference,
                fields.get("transId"),
                amount,
                MomoCodes.evidence(code).orElse(Evidence.UNPAID),
                code,
                paidAt(fields.get("responseTime"), receivedAt)));
  }

  /** MoMo's time of the answer it repeats to us; ours if it cannot be meant. */
  private static Instant paidAt(String epochMillis, Instant receivedAt) {
    if (!epochMillis.matches("[0-9]{1,13}")) {
      return receivedAt;
    }
    Instant said = Instant.ofEpochMilli(Long.parseLong(epochMillis));
    return said.isAfter(receivedAt.plus(MOST_CLOCK_DIFFERENCE)) ? receivedAt : said;
  }
}
