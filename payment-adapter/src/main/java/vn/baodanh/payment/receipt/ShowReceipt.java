package vn.baodanh.payment.receipt;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.attempt.Attempt;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.bill.Bill;
import vn.baodanh.payment.bill.BillProblems;
import vn.baodanh.payment.bill.Bills;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.work.Places;

/**
 * Shows the receipt of a bill that was paid, as a PDF that is the same bytes every time. It is made
 * anew for each request; few at once, since each takes some milliseconds of a processor.
 */
final class ShowReceipt implements Handler<RoutingContext> {
  private final Pool pool;
  private final Numbering numbering;
  private final ReceiptSettings settings;
  private final Places places;

  ShowReceipt(Pool pool, Numbering numbering, ReceiptSettings settings) {
    this.pool = pool;
    this.numbering = numbering;
    this.settings = settings;
    this.places = new Places(settings.atOnce());
  }

  @Override
  public void handle(RoutingContext ctx) {
    UUID bill = UUID.fromString(ctx.pathParam("id"));
    places
        .take(() -> made(ctx.vertx(), bill))
        .onSuccess(made -> answer(ctx, made))
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private record Made(ReceiptText text, byte[] pdf) {}

  private Future<Made> made(Vertx vertx, UUID bill) {
    return Postgres.inTime(text(bill))
        .compose(text -> vertx.executeBlocking(() -> new Made(text, ReceiptPdf.of(text)), false));
  }

  private Future<ReceiptText> text(UUID id) {
    return Bills.find(pool, id)
        .map(found -> paid(found.orElseThrow(BillProblems::unknown)))
        .compose(bill ->
            receipt(id)
                .compose(receipt ->
                    Attempts.find(pool, bill.settledBy().orElseThrow())
                        .map(attempt -> text(receipt, bill, attempt.orElseThrow()))));
  }

  private static Bill paid(Bill bill) {
    if (bill.settledBy().isEmpty()) {
      throw ReceiptProblems.none();
    }
    return bill;
  }

  /** A bill that was settled a moment ago gets its number now. */
  private Future<Receipt> receipt(UUID bill) {
    return ReceiptStore.ofBill(pool, bill)
        .compose(found ->
            found.isPresent()
                ? Future.succeededFuture(found)
                : numbering.number().compose(done -> ReceiptStore.ofBill(pool, bill)))
        .map(found -> found.orElseThrow(ReceiptProblems::busy));
  }

  private ReceiptText text(Receipt receipt, Bill bill, Attempt attempt) {
    Optional<Attempt.Outcome> outcome = attempt.outcome();
    return new ReceiptText(
        receipt.number(),
        settings.issuer(),
        bill.id(),
        bill.lines(),
        bill.amount(),
        attempt.platform(),
        attempt.reference(),
        outcome.orElseThrow().transactionNo(),
        outcome.orElseThrow().paidAt(),
        URI.create(
            "%s/%d?code=%s".formatted(settings.checkUrl(), receipt.number(), receipt.code())));
  }

  private static void answer(RoutingContext ctx, Made made) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/pdf")
        .putHeader(
            "Content-Disposition",
            "inline; filename=\"bien-lai-" + made.text().numberText() + ".pdf\"")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(Buffer.buffer(made.pdf()));
  }
}
