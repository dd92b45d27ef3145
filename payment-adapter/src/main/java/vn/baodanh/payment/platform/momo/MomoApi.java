package vn.baodanh.payment.platform.momo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.platform.Answer;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.Order;
import vn.baodanh.payment.platform.Payer;
import vn.baodanh.payment.platform.PlatformClient;
import vn.baodanh.payment.platform.RefundAnswer;
import vn.baodanh.payment.platform.RefundRequest;
import vn.baodanh.payment.platform.Report;

/**
 * MoMo's {@code create}, {@code query} and {@code refund}. Requests are signed. Answers are not:
 * what vouches for them is the connection; one about something else is no answer.
 */
final class MomoApi {
  private static final int MOST_ADDRESS_CHARS = 2_000;

  private final MomoSettings settings;
  private final MomoSignature signature;
  private final PlatformClient client;
  private final Clock clock;
  private final Supplier<String> requestIds;

  MomoApi(
      MomoSettings settings,
      MomoSignature signature,
      PlatformClient client,
      Clock clock,
      Supplier<String> requestIds) {
    this.settings = settings;
    this.signature = signature;
    this.client = client;
    this.clock = clock;
    this.requestIds = requestIds;
  }

  /** The same order is the same request: repeated, it is answered with the same address. */
  Future<String> create(Order order, Payer payer) {
    JsonObject request =
        request(order.reference(), order.reference())
            .put("amount", order.amount().amount())
            .put("orderInfo", "BaoDanh" + order.reference())
            .put("redirectUrl", settings.returnUrl().toString())
            .put("ipnUrl", settings.ipnUrl().toString())
            .put("requestType", "captureWallet")
            .put("extraData", "")
            .put("lang", payer.language());
    return post("create", request, MomoSignature.CREATE).map(MomoApi::address);
  }

  private static String address(JsonObject answer) {
    String address = text(answer, "payUrl");
    if (!code(answer).equals(MomoCodes.OK)
        || !address.matches("https?://.+")
        || address.length() > MOST_ADDRESS_CHARS) {
      throw new IllegalStateException("MoMo gives no address: " + code(answer));
    }
    return address;
  }

  Future<Answer> ask(Order order) {
    return post("query", request(order.reference(), requestIds.get()), MomoSignature.QUERY)
        .map(answer -> answered(order, answer));
  }

  /** The refund's own orderId is its request's id: it is found by it among those of a payment. */
  Future<RefundAnswer> refund(RefundRequest refund) {
    JsonObject request =
        request(refund.requestId(), refund.requestId())
            .put("amount", refund.amount().amount())
            .put("transId", Long.parseLong(refund.transactionNo()))
            .put("description", "BaoDanh" + refund.order().reference())
            .put("lang", "vi");
    return post("refund", request, MomoSignature.REFUND)
        .map(answer -> MomoCodes.refund(code(answer)));
  }

  private JsonObject request(String orderId, String requestId) {
    return new JsonObject()
        .put("partnerCode", settings.partnerCode())
        .put("requestId", requestId)
        .put("orderId", orderId);
  }

  private Future<JsonObject> post(String what, JsonObject request, List<String> signed) {
    request.put(MomoSignature.FIELD, signature.of(signed, name -> text(request, name)));
    return client
        .post(URI.create(settings.apiUrl() + "/" + what), request)
        .map(answer -> {
          for (String same : List.of("partnerCode", "orderId", "requestId")) {
            if (!text(answer, same).equals(text(request, same))) {
              throw new IllegalStateException("MoMo's answer is about another " + same);
            }
          }
          return answer;
        });
  }

  private Answer answered(Order order, JsonObject answer) {
    if (code(answer).equals(MomoCodes.NO_SUCH_ORDER)) {
      return new Answer.OfPayment(report(order, answer, order.amount(), Evidence.UNPAID));
    }
    return lastRefund(answer)
        .or(() -> ofPayment(order, answer))
        .orElseGet(() -> new Answer.None(code(answer)));
  }

  /** The newest matter of the payment, if money of it was sent back. */
  private static Optional<Answer> lastRefund(JsonObject answer) {
    JsonArray refunds = answer.getJsonArray("refundTrans", new JsonArray());
    if (refunds.isEmpty()) {
      return Optional.empty();
    }
    JsonObject last = refunds.getJsonObject(refunds.size() - 1);
    return MomoCodes.amount(text(last, "amount")).map(amount -> ofRefund(amount, code(last)));
  }

  private static Answer ofRefund(Vnd amount, String code) {
    return switch (MomoCodes.refund(code)) {
      case RefundAnswer.Accepted() -> new Answer.OfRefund(amount, false);
      case RefundAnswer.Refused _ -> new Answer.OfRefund(amount, true);
      case RefundAnswer.Duplicate _, RefundAnswer.Unclear _ -> new Answer.None(code);
    };
  }

  private Optional<Answer> ofPayment(Order order, JsonObject answer) {
    return MomoCodes.amount(text(answer, "amount"))
        .flatMap(amount ->
            MomoCodes.evidence(code(answer))
                .filter(evidence -> !evidence.isMoney() || isNumber(text(answer, "transId")))
                .map(evidence -> new Answer.OfPayment(report(order, answer, amount, evidence))));
  }

  /** Without it, money could not be told from what a notification says of it, nor sent back. */
  private static boolean isNumber(String transId) {
    return transId.matches("[0-9]{1,19}");
  }

  /** MoMo does not say when it was paid, only when it answered. */
  private Report report(Order order, JsonObject answer, Vnd amount, Evidence evidence) {
    return new Report(
        Momo.NAME,
        order.reference(),
        text(answer, "transId"),
        amount,
        evidence,
        code(answer),
        clock.instant());
  }

  private static String code(JsonObject answer) {
    return text(answer, "resultCode");
  }

  /** Empty where it is absent, as it is signed. */
  private static String text(JsonObject fields, String name) {
    return Optional.ofNullable(fields.getValue(name)).map(Object::toString).orElse("");
  }
}
