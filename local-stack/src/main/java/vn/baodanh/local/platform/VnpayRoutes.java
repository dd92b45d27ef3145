package vn.baodanh.local.platform;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** VNPAY's addresses: where a payer is sent to, and where a merchant asks and sends money back. */
final class VnpayRoutes {
  private static final int MOST_BODY_BYTES = 16 * 1024;

  private final VnpayPayRequest payRequest;
  private final VnpayTransactions transactions;
  private final Cashier cashier;
  private final Strikes strikes;

  VnpayRoutes(
      VnpayPayRequest payRequest,
      VnpayTransactions transactions,
      Cashier cashier,
      Strikes strikes) {
    this.payRequest = payRequest;
    this.transactions = transactions;
    this.cashier = cashier;
    this.strikes = strikes;
  }

  void addTo(Router router) {
    var body = BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES);
    router.get("/paymentv2/vpcpay.html").handler(this::pay);
    router.post("/merchant_webapi/api/transaction").handler(body).handler(this::transaction);
  }

  /** Takes the payer to the page of the order, once the merchant's address is found right. */
  private void pay(RoutingContext ctx) {
    var query = Optional.ofNullable(ctx.request().query()).orElse("");
    switch (payRequest.judge(query)) {
      case VnpayPayRequest.Verdict.Bad(var code, var reason) ->
          PayRoutes.refuse(ctx, code + ": " + reason);
      case VnpayPayRequest.Verdict.Good(var order, var language) ->
          cashier
              .open(order, Optional.empty())
              .ifPresentOrElse(
                  payment -> PayRoutes.show(ctx, payment, language),
                  () -> PayRoutes.refuse(ctx, "94: Another order has this reference"));
    }
  }

  private void transaction(RoutingContext ctx) {
    var request = fields(ctx);
    if (VnpayTransactions.isRefund(request)) {
      strikes.refund(ctx, () -> json(transactions.answer(request)));
    } else {
      strikes.query(ctx, () -> json(transactions.answer(request)));
    }
  }

  private static JsonObject json(Map<String, String> fields) {
    var json = new JsonObject();
    fields.forEach(json::put);
    return json;
  }

  /** The members of the body as text; none if it is no JSON object. */
  private static Map<String, String> fields(RoutingContext ctx) {
    var fields = new HashMap<String, String>();
    try {
      var body = Optional.ofNullable(ctx.body().asString()).orElse("");
      new JsonObject(body).forEach(field -> fields.put(field.getKey(), "" + field.getValue()));
    } catch (DecodeException e) {
      return Map.of();
    }
    return fields;
  }
}
