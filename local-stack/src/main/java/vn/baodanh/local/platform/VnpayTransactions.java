package vn.baodanh.local.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * VNPAY's querydr and refund: fields in, fields out. For one thread.
 *
 * <p>Where the platform's pages are silent: a query tells the newest matter of the reference, which
 * is the payment (type 01) or its last refund (type 02 or 03; status 05 for as long as it takes,
 * then 00); more money back than there is is malformed (03); what was refused for its form,
 * signature or merchant does not use up its RequestId.
 */
final class VnpayTransactions {
  static final String BANK = "NCB";

  /** Ids of queries remembered for the day; a million queries a day are far more than are asked. */
  private static final int MOST_QUERIES = 1_000_000;

  private static final List<String> QUERY_SIGNED =
      names("RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo");
  private static final List<String> REFUND_SIGNED =
      names(
          "RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo"
              + " TransactionDate CreateBy CreateDate IpAddr OrderInfo");
  private static final List<String> REFUND_ANSWER_SIGNED =
      names(
          "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate"
              + " TransactionNo TransactionType TransactionStatus OrderInfo");
  private static final List<String> QUERY_ANSWER_SIGNED =
      Stream.concat(REFUND_ANSWER_SIGNED.stream(), names("PromotionCode PromotionAmount").stream())
          .toList();

  private final Merchant merchant;
  private final VnpaySignature signature;
  private final Books books;
  private final Cashier cashier;
  private final Clock clock;
  private final Duration refundTakes;
  private final Set<String> queries = new HashSet<>();
  private LocalDate queriesOf = LocalDate.EPOCH;

  /** An answer's code and the words for it. */
  private enum Code {
    OK("00", "Success"),
    UNKNOWN_MERCHANT("02", "No merchant of this code"),
    MALFORMED("03", "Malformed"),
    NOT_FOUND("91", "No such transaction"),
    DUPLICATE("94", "Duplicate request"),
    NOT_SUCCESSFUL("95", "The original was not successful"),
    WRONG_SIGNATURE("97", "The signature is wrong");

    private final String number;
    private final String message;

    Code(String number, String message) {
      this.number = number;
      this.message = message;
    }
  }

  VnpayTransactions(
      Merchant merchant, Books books, Cashier cashier, Clock clock, Duration refundTakes) {
    this.merchant = merchant;
    this.books = books;
    this.cashier = cashier;
    this.clock = clock;
    this.refundTakes = refundTakes;
    signature = new VnpaySignature(merchant.secret());
  }

  private static List<String> names(String shortNames) {
    return Stream.of(shortNames.split(" ")).map(name -> "vnp_" + name).toList();
  }

  static boolean isRefund(Map<String, String> request) {
    return "refund".equals(request.get("vnp_Command"));
  }

  /** Answers a request by what its vnp_Command says; anything but a refund is taken for a query. */
  Map<String, String> answer(Map<String, String> request) {
    return isRefund(request) ? refund(request) : query(request);
  }

  private Map<String, String> query(Map<String, String> request) {
    var fault = fault(request, QUERY_SIGNED, VnpayFormats.fit(VnpayFormats.QUERY, request));
    if (fault.isPresent()) {
      return answer(request, fault.get(), Optional.empty());
    }
    if (!isNewQuery(field(request, "vnp_RequestId"))) {
      return answer(request, Code.DUPLICATE, Optional.empty());
    }
    var payment = key(request).flatMap(books::payment).map(cashier::current);
    return answer(request, payment.isPresent() ? Code.OK : Code.NOT_FOUND, payment);
  }

  private boolean isNewQuery(String requestId) {
    var today = VnpayTime.day(clock.instant());
    if (!today.equals(queriesOf) || queries.size() >= MOST_QUERIES) {
      queries.clear();
      queriesOf = today;
    }
    return queries.add(requestId);
  }

  private Map<String, String> refund(Map<String, String> request) {
    var fault = fault(request, REFUND_SIGNED, VnpayFormats.fit(VnpayFormats.REFUND, request));
    var key = key(request);
    if (fault.isPresent() || key.isEmpty()) {
      return answer(request, fault.orElse(Code.MALFORMED), Optional.empty());
    }
    var verdict =
        cashier.refund(
            key.get(),
            field(request, "vnp_RequestId"),
            Long.parseLong(field(request, "vnp_Amount")) / 100,
            "02".equals(request.get("vnp_TransactionType")),
            field(request, "vnp_CreateBy"));
    var payment = books.payment(key.get());
    return switch (verdict) {
      case SENT_BACK -> answer(request, Code.OK, payment);
      case DUPLICATE -> answer(request, Code.DUPLICATE, Optional.empty());
      case NOT_FOUND -> answer(request, Code.NOT_FOUND, Optional.empty());
      case NOT_PAID -> answer(request, Code.NOT_SUCCESSFUL, Optional.empty());
      case TOO_MUCH -> answer(request, Code.MALFORMED, Optional.empty());
    };
  }

  /** What is wrong with a request before anybody looks at what it is about. */
  private Optional<Code> fault(Map<String, String> request, List<String> signed, boolean fits) {
    if (!merchant.tmnCode().equals(request.get("vnp_TmnCode"))) {
      return Optional.of(Code.UNKNOWN_MERCHANT);
    }
    var expected = signature.ofValues(signed.stream().map(name -> field(request, name)).toList());
    if (!VnpaySignature.same(expected, field(request, VnpaySignature.FIELD))) {
      return Optional.of(Code.WRONG_SIGNATURE);
    }
    return fits ? Optional.empty() : Optional.of(Code.MALFORMED);
  }

  private static Optional<Order.Key> key(Map<String, String> request) {
    return VnpayTime.parse(field(request, "vnp_TransactionDate"))
        .map(created -> Order.Key.vnpay(field(request, "vnp_TxnRef"), VnpayTime.day(created)));
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }

  private Map<String, String> answer(
      Map<String, String> request, Code code, Optional<Payment> payment) {
    var answer = new TreeMap<String, String>();
    answer.put("vnp_ResponseId", UUID.randomUUID().toString().replace("-", ""));
    answer.put("vnp_Command", field(request, "vnp_Command"));
    answer.put("vnp_ResponseCode", code.number);
    answer.put("vnp_Message", code.message);
    answer.put("vnp_TmnCode", merchant.tmnCode());
    answer.put("vnp_TxnRef", field(request, "vnp_TxnRef"));
    payment.ifPresent(found -> tell(found, answer));
    var signed = isRefund(request) ? REFUND_ANSWER_SIGNED : QUERY_ANSWER_SIGNED;
    var hash = signature.ofValues(signed.stream().map(name -> field(answer, name)).toList());
    answer.put(VnpaySignature.FIELD, hash);
    return answer;
  }

  private void tell(Payment payment, Map<String, String> answer) {
    answer.put("vnp_Amount", Long.toString(payment.amountTold() * 100));
    answer.put("vnp_BankCode", BANK);
    answer.put("vnp_PayDate", VnpayTime.text(payment.changedAt()));
    answer.put("vnp_TransactionNo", Long.toString(payment.number()));
    answer.put("vnp_TransactionType", "01");
    answer.put("vnp_TransactionStatus", payment.outcome().transactionStatus());
    answer.put("vnp_OrderInfo", payment.order().info());
    var refunds = books.refundsOf(payment.number());
    if (!refunds.isEmpty()) {
      var last = refunds.getLast();
      var underWay = clock.instant().isBefore(last.at().plus(refundTakes));
      answer.put("vnp_Amount", Long.toString(last.amount() * 100));
      answer.put("vnp_PayDate", VnpayTime.text(last.at()));
      answer.put("vnp_TransactionType", last.whole() ? "02" : "03");
      answer.put("vnp_TransactionStatus", underWay ? "05" : "00");
    }
  }
}
