package vn.baodanh.local.platform;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What only a simulator has: payers by program, faults on demand, and its books to be read.
 *
 * <ul>
 *   <li>{@code POST /simulator/payments} takes {@code {"payments":[{"url":…,"wish":"pay"}]}}, at
 *       most 1,000: payers who were sent to these addresses and want to pay, cancel or fail. {@code
 *       "faults":["ipn-lost"]} says what strikes a payment (none: []); without it the plan does.
 *       The answer has for each, in order, its number, outcome and way back, or what is wrong.
 *   <li>{@code GET /simulator/payments?after=N} and {@code GET /simulator/refunds?after=N}: 1,000
 *       at a time; after is the last number, or how many were read.
 *   <li>{@code GET /simulator/totals}: the platform's money, and what is still to come.
 *   <li>{@code PUT /simulator/faults} takes {@code {"seed":1,"perMille":{"ipn-lost":20}}}: what
 *       strikes payments that are opened from now on, queries and refunds. {@code GET} tells how
 *       often each fault really happened.
 *   <li>{@code GET /simulator/notices}: how merchants answered, in what time since the last {@code
 *       DELETE}.
 *   <li>{@code PUT /simulator/clock} takes {@code {"behindMs":1}}: how far the platform's clock is
 *       put back.
 *   <li>{@code GET /settlements/2026-07-15/vnpay.csv}: the file of a day; with {@code ?seed=1}
 *       something of every kind is wrong in it, which {@code GET
 *       /simulator/slips/2026-07-15/vnpay?seed=1} tells.
 * </ul>
 */
final class SimulatorRoutes {
  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_BODY_BYTES = 4 * 1024 * 1024;

  private final Books books;
  private final Cashier cashier;
  private final Notices notices;
  private final VnpayPayRequest payRequest;
  private final Wordings wordings;
  private final Charge charge;
  private final SetClock clock;

  SimulatorRoutes(
      Books books,
      Cashier cashier,
      Notices notices,
      VnpayPayRequest payRequest,
      Wordings wordings,
      Charge charge,
      SetClock clock) {
    this.books = books;
    this.cashier = cashier;
    this.notices = notices;
    this.payRequest = payRequest;
    this.wordings = wordings;
    this.charge = charge;
    this.clock = clock;
  }

  void addTo(Router router) {
    var body = BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES);
    router.post("/simulator/payments").handler(body).handler(ctx -> reading(ctx, this::pay));
    router.put("/simulator/faults").handler(body).handler(ctx -> reading(ctx, this::plan));
    router.put("/simulator/clock").handler(body).handler(ctx -> reading(ctx, this::putBack));
    router.get("/simulator/slips/:day/:channel").handler(ctx -> reading(ctx, this::slips));
    router.get("/simulator/payments").handler(ctx -> reading(ctx, this::payments));
    router.get("/simulator/refunds").handler(ctx -> reading(ctx, this::refunds));
    router.get("/simulator/totals").handler(ctx -> reading(ctx, this::totals));
    router.get("/simulator/faults").handler(ctx -> reading(ctx, this::faults));
    router.get("/simulator/notices").handler(ctx -> reading(ctx, this::notices));
    router.delete("/simulator/notices").handler(ctx -> reading(ctx, this::forget));
    router.get("/settlements/:day/:file").handler(this::settlement);
  }

  /** Something asked, and its answer; an exception says what was wrong with what was asked. */
  private interface Work {
    JsonObject answer(RoutingContext ctx);
  }

  private void reading(RoutingContext ctx, Work work) {
    try {
      var answer = work.answer(ctx);
      books.kept().onSuccess(done -> ctx.json(answer));
    } catch (IllegalArgumentException
        | ClassCastException
        | DecodeException
        | DateTimeException e) {
      ctx.response().setStatusCode(400);
      ctx.json(new JsonObject().put("error", String.valueOf(e.getMessage())));
    }
  }

  private static JsonObject body(RoutingContext ctx) {
    return new JsonObject(Optional.ofNullable(ctx.body().asString()).orElse(""));
  }

  private JsonObject pay(RoutingContext ctx) {
    var wanted = body(ctx).getJsonArray("payments", new JsonArray());
    if (wanted.size() > MOST_AT_ONCE) {
      throw new IllegalArgumentException("payments: at most " + MOST_AT_ONCE);
    }
    var done = new JsonArray();
    for (int i = 0; i < wanted.size(); i++) {
      done.add(payOne(wanted.getJsonObject(i)));
    }
    return new JsonObject().put("payments", done);
  }

  private JsonObject payOne(JsonObject wanted) {
    var wish =
        PayRoutes.wish(wanted.getString("wish", "pay"))
            .orElseThrow(() -> new IllegalArgumentException("wish: pay, cancel or fail"));
    var faults = Optional.ofNullable(wanted.getJsonArray("faults")).map(SimulatorRoutes::faults);
    var url = wanted.getString("url", "");
    var query = url.substring(url.indexOf('?') + 1);
    return switch (payRequest.judge(query)) {
      case VnpayPayRequest.Verdict.Bad(var code, var reason) ->
          new JsonObject().put("code", code).put("error", reason);
      case VnpayPayRequest.Verdict.Good(var order, var language) ->
          cashier
              .open(order, faults)
              .map(payment -> json(cashier.act(payment, wish)))
              .orElseGet(() -> new JsonObject().put("code", "94").put("error", "Another order"));
    };
  }

  private static Set<Fault> faults(JsonArray names) {
    var faults = EnumSet.noneOf(Fault.class);
    names.forEach(name -> faults.add(fault(name.toString())));
    return faults;
  }

  private static Fault fault(String name) {
    return Fault.named(name)
        .orElseThrow(() -> new IllegalArgumentException("no fault is called " + name));
  }

  private JsonObject json(Payment payment) {
    var faults = new JsonArray();
    payment.faults().forEach(fault -> faults.add(fault.text()));
    return new JsonObject()
        .put("number", payment.number())
        .put("channel", payment.order().channel().name().toLowerCase(Locale.ROOT))
        .put("reference", payment.order().reference())
        .put("info", payment.order().info())
        .put("amount", payment.order().amount())
        .put("outcome", payment.outcome().name().toLowerCase(Locale.ROOT))
        .put("taken", payment.taken())
        .put("changedAt", payment.changedAt().toString())
        .put("faults", faults)
        .put("back", wordings.of(payment).back(payment));
  }

  private JsonObject payments(RoutingContext ctx) {
    var first = (int) Math.max(0, after(ctx) - Payment.FIRST + 1);
    var page = new JsonArray();
    books.payments().stream()
        .skip(first)
        .limit(MOST_AT_ONCE)
        .forEach(payment -> page.add(json(payment)));
    return new JsonObject().put("payments", page);
  }

  private JsonObject refunds(RoutingContext ctx) {
    var page = new JsonArray();
    books.refunds().stream()
        .skip(after(ctx))
        .limit(MOST_AT_ONCE)
        .forEach(refund ->
            page.add(
                new JsonObject()
                    .put("requestId", refund.requestId())
                    .put("payment", refund.payment())
                    .put("amount", refund.amount())
                    .put("at", refund.at().toString())));
    return new JsonObject().put("refunds", page);
  }

  private static long after(RoutingContext ctx) {
    var after = Optional.ofNullable(ctx.request().getParam("after")).orElse("0");
    if (!after.matches("[0-9]{1,12}")) {
      throw new IllegalArgumentException("after: a number");
    }
    return Long.parseLong(after);
  }

  private JsonObject totals(RoutingContext ctx) {
    var totals = books.totals();
    return new JsonObject()
        .put("orders", books.payments().size())
        .put("paid", totals.paid())
        .put("taken", totals.taken())
        .put("refunds", books.refunds().size())
        .put("refunded", totals.refunded())
        .put("held", totals.held())
        .put("promised", books.promises().size())
        .put("untold", books.untold().size());
  }

  private JsonObject plan(RoutingContext ctx) {
    var wanted = body(ctx);
    Map<Fault, Integer> perMille = new EnumMap<>(Fault.class);
    for (var share : wanted.getJsonObject("perMille", new JsonObject())) {
      perMille.put(fault(share.getKey()), (Integer) share.getValue());
    }
    books.add(new Entry.Planned(new Plan(wanted.getLong("seed", 0L), perMille)));
    return wanted;
  }

  private JsonObject faults(RoutingContext ctx) {
    var happened = new JsonObject();
    for (var fault : Fault.values()) {
      happened.put(fault.text(), books.happened().getOrDefault(fault, 0L));
    }
    return happened;
  }

  private JsonObject notices(RoutingContext ctx) {
    var latencies = notices.latencies();
    var answers = new JsonObject();
    notices.answers().forEach(answers::put);
    return new JsonObject()
        .put("answers", answers)
        .put("answered", latencies.count())
        .put("p50Ms", latencies.ms(50))
        .put("p99Ms", latencies.ms(99))
        .put("highestMs", latencies.ms(100));
  }

  private JsonObject forget(RoutingContext ctx) {
    notices.latencies().reset();
    return new JsonObject();
  }

  private JsonObject putBack(RoutingContext ctx) {
    var behind = body(ctx).getLong("behindMs", 0L);
    clock.putBack(Duration.ofMillis(Math.max(0, behind)));
    return new JsonObject().put("now", clock.instant().toString());
  }

  private JsonObject slips(RoutingContext ctx) {
    var channel =
        Channel.valueOf(String.valueOf(ctx.pathParam("channel")).toUpperCase(Locale.ROOT));
    var planted = new JsonArray();
    for (var slip : slips(ctx, LocalDate.parse(ctx.pathParam("day")), channel).planted()) {
      planted.add(
          new JsonObject()
              .put("kind", slip.kind())
              .put("reference", slip.reference())
              .put("number", slip.number())
              .put("claimed", slip.claimed()));
    }
    return new JsonObject().put("slips", planted);
  }

  private Slips slips(RoutingContext ctx, LocalDate day, Channel channel) {
    return Slips.of(day, channel, books, charge, Long.parseLong(ctx.request().getParam("seed")));
  }

  /** What a day's own slips left of it, and what the day before left for it. */
  private List<SettlementLine> lines(RoutingContext ctx, LocalDate day, Channel channel) {
    if (ctx.request().getParam("seed") == null) {
      return SettlementFile.lines(day, channel, books, charge);
    }
    var lines = new ArrayList<>(slips(ctx, day, channel).here());
    lines.addAll(slips(ctx, day.minusDays(1), channel).next());
    return lines;
  }

  private void settlement(RoutingContext ctx) {
    try {
      var day = LocalDate.parse(String.valueOf(ctx.pathParam("day")));
      var file = String.valueOf(ctx.pathParam("file")).toUpperCase(Locale.ROOT);
      var channel = Channel.valueOf(file.replace(".CSV", ""));
      var text = SettlementFile.text(day, channel, lines(ctx, day, channel));
      ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8; header=present");
      books.kept().onSuccess(done -> ctx.end(text));
    } catch (DateTimeException | IllegalArgumentException e) {
      ctx.response().setStatusCode(404).end();
    }
  }
}
