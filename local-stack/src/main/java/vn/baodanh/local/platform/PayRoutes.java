package vn.baodanh.local.platform;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Optional;

/** The page on which a person pays, cancels, or lets the bank decline. */
final class PayRoutes {
  private static final Map<String, Outcome> WISHES =
      Map.of("pay", Outcome.PAID, "cancel", Outcome.CANCELLED, "fail", Outcome.DECLINED);
  private static final int MOST_BODY_BYTES = 1024;

  private final Books books;
  private final Cashier cashier;
  private final Wordings wordings;

  PayRoutes(Books books, Cashier cashier, Wordings wordings) {
    this.books = books;
    this.cashier = cashier;
    this.wordings = wordings;
  }

  void addTo(Router router) {
    var form = BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES);
    router.get("/pay.css").handler(PayRoutes::style);
    router.get("/pay/:number").handler(this::page);
    router.post("/pay/:number").handler(form).handler(this::act);
  }

  /** The outcome that a wish names: pay, cancel, fail. */
  static Optional<Outcome> wish(String name) {
    return Optional.ofNullable(WISHES.get(name));
  }

  static void show(RoutingContext ctx, Payment payment, String language) {
    var page = "/pay/" + payment.number() + "?lang=" + language;
    ctx.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, page).end();
  }

  static void refuse(RoutingContext ctx, String reason) {
    ctx.response().setStatusCode(400);
    html(ctx, PayPage.refused(reason), "'none'");
  }

  private static void style(RoutingContext ctx) {
    ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/css; charset=utf-8");
    ctx.end(PayPage.STYLE);
  }

  private void page(RoutingContext ctx) {
    var words = PayWords.in(Optional.ofNullable(ctx.request().getParam("lang")).orElse("vi"));
    var found = payment(ctx).map(cashier::current);
    if (found.isEmpty()) {
      refuse(ctx, "91: No such transaction");
      return;
    }
    var payment = found.get();
    var open = payment.outcome() == Outcome.OPEN && !books.isPromised(payment.number());
    var page = open ? PayPage.open(payment, words) : PayPage.done(payment, back(payment), words);
    // Browsers hold a form to this also where the answer to it redirects.
    var target = "'self' " + Address.origin(payment.order().returnAddress()).orElse("");
    books.kept().onSuccess(done -> html(ctx, page, target));
  }

  private void act(RoutingContext ctx) {
    var wish = wish(Optional.ofNullable(ctx.request().getFormAttribute("wish")).orElse(""));
    var payment = payment(ctx);
    if (wish.isEmpty() || payment.isEmpty()) {
      refuse(ctx, "03: pay, cancel or fail an order that is there");
      return;
    }
    var back = back(cashier.act(payment.get(), wish.get()));
    books
        .kept()
        .onSuccess(
            done -> ctx.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, back).end());
  }

  private Optional<Payment> payment(RoutingContext ctx) {
    var number = Optional.ofNullable(ctx.pathParam("number")).orElse("");
    return number.matches("[0-9]{1,15}") ? books.payment(Long.parseLong(number)) : Optional.empty();
  }

  private String back(Payment payment) {
    return wordings.of(payment).back(payment);
  }

  private static void html(RoutingContext ctx, String page, String formTarget) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action "
                + formTarget
                + "; base-uri 'none'; frame-ancestors 'none'");
    ctx.end(page);
  }
}
