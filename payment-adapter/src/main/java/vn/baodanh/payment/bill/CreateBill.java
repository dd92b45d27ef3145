package vn.baodanh.payment.bill;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Received;
import vn.baodanh.payment.event.Event;
import vn.baodanh.payment.event.Events;
import vn.baodanh.payment.http.JsonBody;
import vn.baodanh.payment.http.Unavailable;

/**
 * Makes a bill, once for its id. A bill of nothing is settled at once; one that is named as
 * superseded gives up its place in the same transaction.
 */
public final class CreateBill implements Handler<RoutingContext> {
  private static final String ONE_OPEN = "bill_one_open";

  private final Pool pool;
  private final Runnable eventsAdded;

  /**
   * @param eventsAdded called after events were committed
   */
  public CreateBill(Pool pool, Runnable eventsAdded) {
    this.pool = pool;
    this.eventsAdded = eventsAdded;
  }

  private record Made(Bill bill, boolean isNew) {}

  @Override
  public void handle(RoutingContext ctx) {
    BillRequest request = BillRequest.read(JsonBody.of(ctx), Received.at(ctx));
    Postgres.inTime(make(request).recover(failure -> explain(failure, request.bill())))
        .onSuccess(made -> {
          ctx.response().setStatusCode(made.isNew() ? 201 : 200);
          ctx.json(BillAnswer.of(made.bill()));
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  /** One statement for nearly all of them. */
  private Future<Made> make(BillRequest request) {
    if (request.supersedes().isEmpty() && !request.bill().lines().isEmpty()) {
      return addOrFind(pool, request.bill());
    }
    return pool.withTransaction(tx ->
            request
                .supersedes()
                .map(earlier -> replace(tx, earlier, request.bill()))
                .orElseGet(() -> addOrFind(tx, request.bill()))
                .compose(made -> tell(tx, made)))
        .onSuccess(made -> eventsAdded.run());
  }

  private static Future<Made> addOrFind(SqlClient db, Bill bill) {
    return BillStore.add(db, bill)
        .compose(added -> added ? Future.succeededFuture(new Made(bill, true)) : theSame(db, bill));
  }

  private static Future<Made> theSame(SqlClient db, Bill bill) {
    return BillStore.find(db, bill.id())
        .map(found -> {
          if (!found.orElseThrow().asksTheSameAs(bill)) {
            throw BillProblems.differs();
          }
          return new Made(found.get(), false);
        });
  }

  private static Future<Made> replace(SqlClient tx, UUID earlier, Bill later) {
    return BillStore.supersede(tx, earlier, later)
        .compose(superseded ->
            superseded
                ? BillStore.add(tx, later).map(added -> theFirst(added, later))
                : BillStore.find(tx, earlier).compose(found -> repeated(tx, found, later)));
  }

  private static Made theFirst(boolean added, Bill later) {
    if (!added) {
      throw BillProblems.differs(); // it was made before, and superseded something else or nothing
    }
    return new Made(later, true);
  }

  private static Future<Made> repeated(SqlClient tx, Optional<Bill> earlier, Bill later) {
    return earlier.flatMap(Bill::supersededBy).filter(later.id()::equals).isPresent()
        ? theSame(tx, later)
        : Future.failedFuture(BillProblems.earlierIsNotOpen());
  }

  private Future<Made> tell(SqlClient tx, Made made) {
    if (!made.isNew() || made.bill().state() != BillState.SETTLED) {
      return Future.succeededFuture(made);
    }
    Bill bill = made.bill();
    return Events.add(
            tx, List.of(Event.settledForNothing(bill.id(), bill.candidateId())), bill.createdAt())
        .map(made);
  }

  private Future<Made> explain(Throwable failure, Bill bill) {
    return failure instanceof PgException e && ONE_OPEN.equals(e.getConstraint())
        ? BillStore.openOf(pool, bill.candidateId())
            .map(open -> {
              throw BillProblems.anotherIsOpen(open.map(Bill::id).orElse(bill.id()));
            })
        : Future.failedFuture(failure);
  }
}
