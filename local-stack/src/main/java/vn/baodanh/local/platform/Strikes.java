package vn.baodanh.local.platform;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Answers what merchants ask, once the books are kept, unless a fault strikes. */
final class Strikes {
  private final Books books;
  private final Pace pace;
  private long queries;
  private long refunds;

  Strikes(Books books, Pace pace) {
    this.books = books;
    this.pace = pace;
  }

  void query(RoutingContext ctx, Supplier<JsonObject> work) {
    var strike = books.plan().draw(Fault.Kind.QUERY, queries++);
    strike.ifPresent(fault -> books.add(new Entry.Happened(fault)));
    if (strike.isEmpty()) {
      answer(ctx, work.get());
    } else if (strike.get() == Fault.QUERY_ERROR) {
      ctx.response().setStatusCode(new SplittableRandom(queries).nextInt(500, 504)).end();
    } else {
      stayMute(ctx);
    }
  }

  void refund(RoutingContext ctx, Supplier<JsonObject> work) {
    var strike = books.plan().draw(Fault.Kind.REFUND, refunds++);
    strike.ifPresent(fault -> books.add(new Entry.Happened(fault)));
    if (strike.isEmpty()) {
      answer(ctx, work.get());
      return;
    }
    if (strike.get() == Fault.REFUND_DONE_IN_SILENCE) {
      var _ = work.get();
    }
    stayMute(ctx);
  }

  private void answer(RoutingContext ctx, JsonObject answer) {
    books.kept().onSuccess(done -> ctx.json(answer));
  }

  private void stayMute(RoutingContext ctx) {
    var connection = ctx.request().connection();
    var timer = ctx.vertx().setTimer(pace.silence().toMillis(), over -> connection.close());
    connection.closeHandler(gone -> ctx.vertx().cancelTimer(timer));
  }
}
