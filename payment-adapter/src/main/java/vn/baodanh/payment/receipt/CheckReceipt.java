package vn.baodanh.payment.receipt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.security.MessageDigest;
import java.time.LocalDate;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.attempt.Attempt;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.bill.Bills;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.refund.Refunds;

/**
 * Says to anybody who holds a receipt whether it is one: number, amount, day, and what was sent
 * back since. Nothing of it is personal. A number alone opens nothing, so that nobody counts them
 * through.
 */
final class CheckReceipt implements Handler<RoutingContext> {
  private final Pool pool;

  CheckReceipt(Pool pool) {
    this.pool = pool;
  }

  /**
   * What is said.
   *
   * @param paidOn in Vietnam
   * @param sentBack what was sent back of it to the payer
   */
  record Checked(long number, Vnd amount, LocalDate paidOn, Vnd sentBack) {
    /** Whether it is still a receipt for anything. */
    boolean isValid() {
      return sentBack.compareTo(amount) < 0;
    }
  }

  @Override
  public void handle(RoutingContext ctx) {
    long number = Long.parseLong(ctx.pathParam("number"));
    String code = ctx.request().getParam("code", "");
    Postgres.inTime(checked(number, code))
        .onSuccess(checked -> answer(ctx, checked))
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private Future<Checked> checked(long number, String code) {
    return ReceiptStore.ofNumber(pool, number)
        .map(found ->
            found
                .filter(receipt -> isSame(receipt.code().toString(), code))
                .orElseThrow(ReceiptProblems::unknown))
        .compose(receipt -> Bills.find(pool, receipt.billId()))
        .compose(bill -> {
          String reference = bill.orElseThrow().settledBy().orElseThrow();
          var attempt = Attempts.find(pool, reference);
          var sentBack = Refunds.sentBack(pool, reference);
          return Future.all(attempt, sentBack)
              .map(both ->
                  new Checked(
                      number,
                      bill.orElseThrow().amount(),
                      paidOn(attempt.result().orElseThrow()),
                      sentBack.result()));
        });
  }

  private static boolean isSame(String code, String given) {
    return MessageDigest.isEqual(code.getBytes(US_ASCII), given.getBytes(US_ASCII));
  }

  private static LocalDate paidOn(Attempt attempt) {
    return LocalDate.ofInstant(attempt.outcome().orElseThrow().paidAt(), Entry.ZONE);
  }

  private static void answer(RoutingContext ctx, Checked checked) {
    ctx.response()
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.VARY, "Accept")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Content-Type-Options", "nosniff");
    String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
    if (accept != null && accept.contains("text/html")) {
      CheckPage.show(ctx.response(), checked);
    } else {
      ctx.json(
          new JsonObject()
              .put("number", checked.number())
              .put("amount", checked.amount().amount())
              .put("paidOn", checked.paidOn().toString())
              .put("sentBack", checked.sentBack().amount())
              .put("valid", checked.isValid()));
    }
  }
}
