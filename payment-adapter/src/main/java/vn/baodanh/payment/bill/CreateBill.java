package vn.baodanh.payment.bill;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Received;
import vn.baodanh.payment.event.Event;
import vn.baodanh.payment.event.Events;
import vn.baodanh.payment.http.JsonBody;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.work.Groups;

/**
 * Makes a bill, once for its id. A bill of nothing is settled at once; one that is named as
 * superseded gives up its place in the same transaction.
 */
public final class CreateBill implements Handler<RoutingContext> {
  private static final String ONE_OPEN = "bill_one_open";

  private static final int MOST_TOGETHER = 100;
  private static final int MOST_WAITING = 5_000;

  private final Pool pool;
  private final Runnable eventsAdded;
  private final Groups<Bill, Boolean> added;

  /**
   * @param interval least time between two commits of bills
   * @param eventsAdded called after events were committed
   */
  public CreateBill(Pool pool, Duration interval, Runnable eventsAdded) {
    this.pool = pool;
    this.eventsAdded = eventsAdded;
    this.added = new Groups<>(this::addAll, MOST_TOGETHER, MOST_WAITING, interval);
  }

  /** To be deployed on virtual threads before a bill is asked for. */
  public Deployable verticle() {
    return added;
  }

  /** One that is asked for twice at once is new for whoever came first. */
  private List<Boolean> addAll(List<Bill> bills) {
    Set<UUID> isNew = BillStore.add(pool, bills).await();
    return bills.stream().map(bill -> isNew.remove(bill.id())).toList();
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

  /** Nearly all of them share a statement with those that are asked for at the same time. */
  private Future<Made> make(BillRequest request) {
    if (request.supersedes().isEmpty() && !request.bill().lines().isEmpty()) {
      return added.add(request.bill()).compose(isNew -> madeOrSame(pool, request.bill(), isNew));
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
    return BillStore.add(db, List.of(bill))
        .compose(isNew -> madeOrSame(db, bill, !isNew.isEmpty()));
  }

  private static Future<Made> madeOrSame(SqlClient db, Bill bill, boolean isNew) {
    return isNew ? Future.succeededFuture(new Made(bill, true)) : theSame(db, bill);
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
                ? BillStore.add(tx, List.of(later)).map(isNew -> theFirst(!isNew.isEmpty(), later))
                : BillStore.find(tx, earlier).compose(found -> repeated(tx, found, later)));
  }

  private static Made theFirst(boolean isNew, Bill later) {
    if (!isNew) {
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
