package vn.baodanh.local.platform;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * MoMo v2 in the form that is needed: create, query, refund. Its result codes here: 0 done, 13
 * wrong signature, 20 malformed, 22 amount not possible, 40 requestId used, 41 orderId used, 42 not
 * found, 1000 waiting for the payer, 1001 declined, 1005 expired, 1006 cancelled, 1080 the original
 * was not successful, 9000 authorised.
 */
final class MomoRoutes {
  private static final int MOST_BODY_BYTES = 16 * 1024;

  /** MoMo's own for an address that a payer is sent to. */
  private static final Duration LASTS = Duration.ofMinutes(100);

  private static final String NAME = "[A-Za-z0-9._:-]{1,50}";

  private static final String CREATE_SIGNED =
      "amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType";
  private static final String QUERY_SIGNED = "orderId partnerCode requestId";
  private static final String REFUND_SIGNED =
      "amount description orderId partnerCode requestId transId";

  private final Merchant merchant;
  private final MomoSignature signature;
  private final Books books;
  private final Cashier cashier;
  private final Strikes strikes;
  private final Clock clock;
  private final String origin;

  /**
   * @param origin of this platform's own pages
   */
  MomoRoutes(
      Merchant merchant,
      Books books,
      Cashier cashier,
      Strikes strikes,
      Clock clock,
      String origin) {
    this.merchant = merchant;
    this.books = books;
    this.cashier = cashier;
    this.strikes = strikes;
    this.clock = clock;
    this.origin = origin;
    signature = new MomoSignature(merchant);
  }

  void addTo(Router router) {
    var body = BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES);
    router.post("/v2/gateway/api/create").handler(body).handler(this::create);
    router.post("/v2/gateway/api/query").handler(body).handler(this::query);
    router.post("/v2/gateway/api/refund").handler(body).handler(this::refund);
  }

  private void create(RoutingContext ctx) {
    var request = body(ctx);
    var answer = created(request);
    books.kept().onSuccess(done -> ctx.json(answer));
  }

  private JsonObject created(JsonObject request) {
    var fault = fault(request, CREATE_SIGNED);
    var amount = number(request, "amount");
    if (fault.isPresent()
        || Address.origin(text(request, "redirectUrl")).isEmpty()
        || Address.origin(text(request, "ipnUrl")).isEmpty()) {
      return answer(request, fault.orElse(20));
    }
    if (amount < 1) {
      return answer(request, 22);
    }
    var now = clock.instant();
    var order =
        new Order(
            Channel.MOMO,
            text(request, "orderId"),
            amount,
            text(request, "orderInfo"),
            now,
            now.plus(LASTS),
            text(request, "redirectUrl"),
            text(request, "ipnUrl"),
            text(request, "requestId"),
            text(request, "extraData"));
    return cashier
        .open(order, Optional.empty())
        .map(payment -> answer(request, 0).put("payUrl", payUrl(payment, request)))
        .orElseGet(() -> answer(request, 41));
  }

  private String payUrl(Payment payment, JsonObject request) {
    var language = "en".equals(text(request, "lang")) ? "en" : "vi";
    return origin + "/pay/" + payment.number() + "?lang=" + language;
  }

  private void query(RoutingContext ctx) {
    var request = body(ctx);
    strikes.query(ctx, () -> queried(request));
  }

  private JsonObject queried(JsonObject request) {
    var fault = fault(request, QUERY_SIGNED);
    if (fault.isPresent()) {
      return answer(request, fault.get());
    }
    var payment = books.payment(Order.Key.momo(text(request, "orderId"))).map(cashier::current);
    return payment
        .map(found ->
            answer(request, found.outcome().resultCode())
                .put("amount", found.amountTold())
                .put("transId", found.number())
                .put("extraData", found.order().extra())
                .put("payType", "qr")
                .put("refundTrans", refunds(found)))
        .orElseGet(() -> answer(request, 42));
  }

  private JsonArray refunds(Payment payment) {
    var array = new JsonArray();
    for (var refund : books.refundsOf(payment.number())) {
      array.add(
          new JsonObject()
              .put("orderId", refund.by())
              .put("amount", refund.amount())
              .put("resultCode", 0)
              .put("createdTime", refund.at().toEpochMilli()));
    }
    return array;
  }

  private void refund(RoutingContext ctx) {
    var request = body(ctx);
    strikes.refund(ctx, () -> refunded(request));
  }

  private JsonObject refunded(JsonObject request) {
    var fault = fault(request, REFUND_SIGNED);
    var amount = number(request, "amount");
    if (fault.isPresent() || amount < 1) {
      return answer(request, fault.orElse(22));
    }
    var payment = books.payment(number(request, "transId"));
    if (payment.isEmpty()) {
      return answer(request, 42);
    }
    var verdict =
        cashier.refund(
            payment.get().order().key(),
            text(request, "requestId"),
            amount,
            amount == payment.get().taken(),
            text(request, "orderId"));
    return switch (verdict) {
      case SENT_BACK -> answer(request, 0).put("transId", payment.get().number());
      case DUPLICATE -> answer(request, 40);
      case NOT_FOUND -> answer(request, 42);
      case NOT_PAID -> answer(request, 1080);
      case TOO_MUCH -> answer(request, 22);
    };
  }

  private Optional<Integer> fault(JsonObject request, String signed) {
    var fields = new TreeMap<String, String>();
    Stream.of(signed.split(" ")).forEach(name -> fields.put(name, text(request, name)));
    if (!VnpaySignature.same(signature.of(fields), text(request, MomoSignature.FIELD))) {
      return Optional.of(13);
    }
    var fits =
        text(request, "partnerCode").equals(merchant.partnerCode())
            && text(request, "orderId").matches(NAME)
            && text(request, "requestId").matches(NAME);
    return fits ? Optional.empty() : Optional.of(20);
  }

  private JsonObject answer(JsonObject request, int code) {
    return new JsonObject()
        .put("partnerCode", merchant.partnerCode())
        .put("orderId", text(request, "orderId"))
        .put("requestId", text(request, "requestId"))
        .put("amount", Math.max(0, number(request, "amount")))
        .put("responseTime", clock.instant().toEpochMilli())
        .put("resultCode", code)
        .put("message", code == 0 ? "Successful." : "See the result code.");
  }

  private static JsonObject body(RoutingContext ctx) {
    try {
      return new JsonObject(Optional.ofNullable(ctx.body().asString()).orElse(""));
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  private static String text(JsonObject request, String name) {
    return Optional.ofNullable(request.getValue(name)).map(Object::toString).orElse("");
  }

  /** The number in a field; -1 if there is none. */
  private static long number(JsonObject request, String name) {
    var text = text(request, name);
    return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
  }
}
