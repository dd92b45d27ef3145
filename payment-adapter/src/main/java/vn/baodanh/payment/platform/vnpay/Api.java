package vn.baodanh.payment.platform.vnpay;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.platform.Answer;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.Order;
import vn.baodanh.payment.platform.PlatformClient;
import vn.baodanh.payment.platform.RefundAnswer;
import vn.baodanh.payment.platform.RefundRequest;
import vn.baodanh.payment.platform.Report;
import vn.baodanh.payment.platform.Secrets;

/**
 * VNPAY's {@code querydr} and {@code refund}. Requests and answers are signed over their values in
 * a fixed order; an answer that is not, or is about something else, is no answer.
 */
final class Api {
  private static final List<String> ASK =
      names("RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo");
  private static final List<String> REFUND =
      names(
          "RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo"
              + " TransactionDate CreateBy CreateDate IpAddr OrderInfo");
  private static final List<String> REFUND_ANSWER =
      names(
          "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate"
              + " TransactionNo TransactionType TransactionStatus OrderInfo");
  private static final List<String> ASK_ANSWER =
      Stream.concat(REFUND_ANSWER.stream(), names("PromotionCode PromotionAmount").stream())
          .toList();

  private final VnpaySettings settings;
  private final Secrets secrets;
  private final PlatformClient client;
  private final Clock clock;
  private final Supplier<String> requestIds;

  Api(
      VnpaySettings settings,
      Secrets secrets,
      PlatformClient client,
      Clock clock,
      Supplier<String> requestIds) {
    this.settings = settings;
    this.secrets = secrets;
    this.client = client;
    this.clock = clock;
    this.requestIds = requestIds;
  }

  private static List<String> names(String shortNames) {
    return Stream.of(shortNames.split(" ")).map(name -> "vnp_" + name).toList();
  }

  Future<Answer> ask(Order order) {
    JsonObject request =
        request("querydr", requestIds.get(), order, clock.instant())
            .put("vnp_OrderInfo", PayAddress.info(order));
    return post(request, ASK, ASK_ANSWER).map(answer -> answered(order, answer));
  }

  Future<RefundAnswer> refund(RefundRequest refund) {
    JsonObject request =
        request("refund", refund.requestId(), refund.order(), refund.at())
            .put("vnp_TransactionType", refund.isWhole() ? "02" : "03")
            .put("vnp_Amount", VnpayCodes.text(refund.amount()))
            .put("vnp_TransactionNo", refund.transactionNo())
            .put("vnp_CreateBy", refund.releasedBy())
            .put("vnp_OrderInfo", "Refund" + PayAddress.info(refund.order()));
    return post(request, REFUND, REFUND_ANSWER).map(answer -> refunded(code(answer)));
  }

  private JsonObject request(String command, String requestId, Order order, Instant at) {
    return new JsonObject()
        .put("vnp_RequestId", requestId)
        .put("vnp_Version", "2.1.0")
        .put("vnp_Command", command)
        .put("vnp_TmnCode", settings.tmnCode())
        .put("vnp_TxnRef", order.reference())
        .put("vnp_TransactionDate", VnpayTime.text(order.createdAt()))
        .put("vnp_CreateDate", VnpayTime.text(at))
        .put("vnp_IpAddr", settings.ownAddress());
  }

  private Future<JsonObject> post(JsonObject request, List<String> signed, List<String> expected) {
    request.put("vnp_SecureHash", secrets.sign(joined(request, signed)));
    URI address = settings.apiUrl();
    return client
        .post(address, request)
        .map(answer -> {
          if (!secrets.signed(joined(answer, expected), text(answer, "vnp_SecureHash"))
              || !text(answer, "vnp_TxnRef").equals(request.getString("vnp_TxnRef"))) {
            throw new IllegalStateException("VNPAY's answer is not signed, or about another order");
          }
          return answer;
        });
  }

  private static String joined(JsonObject fields, List<String> names) {
    return names.stream().map(name -> text(fields, name)).collect(Collectors.joining("|"));
  }

  /** Empty where it is absent, as it is signed. */
  private static String text(JsonObject fields, String name) {
    return Optional.ofNullable(fields.getValue(name)).map(Object::toString).orElse("");
  }

  private static String code(JsonObject answer) {
    return text(answer, "vnp_ResponseCode");
  }

  private Answer answered(Order order, JsonObject answer) {
    return switch (code(answer)) {
      case VnpayCodes.OK -> told(order, answer);
      case "91" -> new Answer.OfPayment(report(order, answer, order.amount(), Evidence.UNPAID));
      default -> new Answer.None(code(answer));
    };
  }

  private Answer told(Order order, JsonObject answer) {
    String status = text(answer, "vnp_TransactionStatus");
    Optional<Vnd> amount = VnpayCodes.amount(text(answer, "vnp_Amount"));
    if (amount.isEmpty()) {
      return new Answer.None(status);
    }
    boolean isRefund = !text(answer, "vnp_TransactionType").equals("01");
    if (isRefund || status.equals("05") || status.equals("06") || status.equals("09")) {
      return new Answer.OfRefund(amount.get(), status.equals("09") || status.equals("02"));
    }
    return VnpayCodes.asked(status)
        .filter(evidence ->
            !evidence.isMoney() || VnpayCodes.isNumber(text(answer, "vnp_TransactionNo")))
        .<Answer>map(
            evidence -> new Answer.OfPayment(report(order, answer, amount.get(), evidence)))
        .orElseGet(() -> new Answer.None(status));
  }

  private Report report(Order order, JsonObject answer, Vnd amount, Evidence evidence) {
    return new Report(
        Vnpay.NAME,
        order.reference(),
        text(answer, "vnp_TransactionNo"),
        amount,
        evidence,
        code(answer).equals(VnpayCodes.OK) ? text(answer, "vnp_TransactionStatus") : code(answer),
        VnpayTime.parse(text(answer, "vnp_PayDate")).orElseGet(clock::instant));
  }

  private static RefundAnswer refunded(String code) {
    return switch (code) {
      case VnpayCodes.OK -> new RefundAnswer.Accepted();
      case "94" -> new RefundAnswer.Duplicate();
      case "02", "03", "91", "95", "97" -> new RefundAnswer.Refused(code);
      default -> new RefundAnswer.Unclear(code);
    };
  }
}
