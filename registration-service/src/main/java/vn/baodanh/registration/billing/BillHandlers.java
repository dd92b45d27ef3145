package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.kit.TrustedProxies;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Person;
import vn.baodanh.registration.season.Calendar;
import vn.baodanh.registration.season.Season;

/** What a candidate does about the own fee: one method an operation. */
final class BillHandlers {
  private final Pool pool;
  private final Candidates candidates;
  private final Calendar calendar;
  private final Bills bills;
  private final Telling telling;
  private final Payments payments;
  private final Adapter adapter;
  private final Runnable paymentHeardOf;
  private final TrustedProxies proxies;
  private final Set<String> platforms;

  /**
   * @param paymentHeardOf called when the adapter knows more of payments than we do
   * @param platforms that are in use
   */
  BillHandlers(
      Pool pool,
      Candidates candidates,
      Calendar calendar,
      Bills bills,
      Telling telling,
      Payments payments,
      Adapter adapter,
      Runnable paymentHeardOf,
      TrustedProxies proxies,
      Set<String> platforms) {
    this.pool = pool;
    this.candidates = candidates;
    this.calendar = calendar;
    this.bills = bills;
    this.telling = telling;
    this.payments = payments;
    this.adapter = adapter;
    this.paymentHeardOf = paymentHeardOf;
    this.proxies = proxies;
    this.platforms = platforms;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "createBill", this::createBill,
        "getBill", this::getBill,
        "startPayment", this::startPayment,
        "listPayments", this::listPayments,
        "getFeeReceipt", this::getFeeReceipt);
  }

  private Person person(RoutingContext ctx) {
    return candidates.of(Tokens.bearer(ctx), Received.at(ctx));
  }

  private void createBill(RoutingContext ctx) {
    Person person = person(ctx);
    Instant at = Received.at(ctx);
    Postgres.orUnavailable(bills.freeze(person, at))
        .compose(decision ->
            telling
                .tell(decision.bill())
                .compose(told -> view(person, at))
                .map(view -> {
                  ctx.response().setStatusCode(decision.isNew() ? 201 : 200);
                  return view;
                }))
        .onSuccess(ctx::json)
        .onFailure(failure -> fail(ctx, failure));
  }

  private void getBill(RoutingContext ctx) {
    view(person(ctx), Received.at(ctx)).onSuccess(ctx::json).onFailure(ctx::fail);
  }

  private Future<JsonObject> view(Person person, Instant at) {
    UUID[] ids = person.idArray();
    var counting = FiledStore.counting(pool, ids);
    var department = FiledStore.department(pool, ids);
    var made = BillStore.of(pool, ids);
    var refunds = RefundStore.of(pool, ids);
    return Postgres.orUnavailable(Future.all(counting, department, made, refunds))
        .map(all ->
            new BillAnswers.View(
                    made.result(),
                    counting.result().map(FiledStore.Counting::list),
                    refunds.result(),
                    calendar.season().standing(Season.PAYMENT, department.result(), at))
                .json()
                .put("platforms", platforms()));
  }

  private void startPayment(RoutingContext ctx) {
    payments
        .start(person(ctx), asked(ctx), Received.at(ctx))
        .onSuccess(started -> answer(ctx, started))
        .onFailure(failure -> fail(ctx, failure));
  }

  PaymentRequest asked(RoutingContext ctx) {
    return PaymentRequest.of(ctx, proxies.clientOf(ctx.request()));
  }

  /** The platforms that one can pay at. */
  JsonArray platforms() {
    return new JsonArray(List.copyOf(platforms));
  }

  static void answer(RoutingContext ctx, Payments.Started started) {
    ctx.response().setStatusCode(started.isNew() ? 201 : 200);
    ctx.json(started.attempt());
  }

  private void listPayments(RoutingContext ctx) {
    Postgres.orUnavailable(BillStore.of(pool, person(ctx).idArray()))
        .compose(made ->
            Future.join(made.stream().filter(bill -> !bill.toTell()).map(this::attempts).toList()))
        .map(all -> {
          JsonArray attempts = new JsonArray();
          all.<JsonArray>list().forEach(attempts::addAll);
          return new JsonObject().put("payments", attempts);
        })
        .onSuccess(ctx::json)
        .onFailure(failure -> fail(ctx, failure));
  }

  private Future<JsonArray> attempts(Bill bill) {
    return adapter
        .bill(bill.id().toString())
        .map(answer -> {
          JsonArray shown = new JsonArray();
          if (answer.isOk()) {
            for (Object attempt : answer.body().getJsonArray("attempts")) {
              shown.add(Payments.shown((JsonObject) attempt).put("billId", bill.id().toString()));
            }
          }
          return shown;
        });
  }

  /** Of the bill that is named, or of the one paid last. */
  private void getFeeReceipt(RoutingContext ctx) {
    Optional<String> wanted = Optional.ofNullable(ctx.request().getParam("bill"));
    Postgres.orUnavailable(BillStore.of(pool, person(ctx).idArray()))
        .map(made -> paid(made, wanted).orElseThrow(BillingProblems::noReceipt))
        .compose(bill -> adapter.receipt(bill.id().toString()))
        .onSuccess(answer -> {
          if (!answer.isOk()) {
            ctx.fail(BillingProblems.noReceipt());
            return;
          }
          ctx.response()
              .putHeader("Content-Type", "application/pdf")
              .putHeader("Content-Disposition", "attachment; filename=\"bien-lai.pdf\"")
              .putHeader("X-Content-Type-Options", "nosniff")
              .end(answer.content());
        })
        .onFailure(failure -> fail(ctx, failure));
  }

  private static Optional<Bill> paid(List<Bill> made, Optional<String> wanted) {
    return made.reversed().stream()
        .filter(bill -> bill.state() == BillState.PAID && !bill.lines().isEmpty())
        .filter(bill -> wanted.map(bill.id().toString()::equals).orElse(true))
        .findFirst();
  }

  void fail(RoutingContext ctx, Throwable failure) {
    if (failure instanceof ProblemException e
        && (e.problem().code().equals("payment-being-recorded")
            || e.problem().code().equals("bill-paid"))) {
      paymentHeardOf.run();
    }
    ctx.fail(failure instanceof AdapterAwayException ? BillingProblems.away() : failure);
  }
}
