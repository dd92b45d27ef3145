package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import vn.baodanh.registration.billing.NextBill.Decision;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Person;
import vn.baodanh.registration.projection.PaidLists;

/**
 * Freezes the list that counts into a bill, once: whoever asks again gets the same. Nothing is
 * asked of the payment adapter here.
 */
final class Bills {
  private final Pool pool;
  private final BehindTheMark mark;
  private final RandomGenerator random;

  /**
   * @param random draws ids and references; nobody may guess them
   */
  Bills(Pool pool, BehindTheMark mark, RandomGenerator random) {
    this.pool = pool;
    this.mark = mark;
    this.random = random;
  }

  /**
   * The bill of a person's list. Fails with 409 {@code preferences-open}, {@code still-counting},
   * {@code nothing-filed}.
   */
  Future<Decision> freeze(Person person, Instant at) {
    return pool.withTransaction(tx -> freeze(tx, person, at)).map(Objects::requireNonNull);
  }

  /**
   * The mark is looked at before the list, and both list and bills stay as they are until the
   * commit: neither a filing nor a payment that is just being recorded comes in between.
   */
  private Future<Decision> freeze(SqlConnection tx, Person person, Instant at) {
    UUID[] ids = person.idArray();
    return FiledStore.department(tx, ids)
        .compose(department -> mark.check(tx, ids, department, at))
        .compose(behindTheMark -> FiledStore.freeze(tx, ids))
        .compose(counting -> {
          if (counting.isEmpty()) {
            return Future.failedFuture(BillingProblems.nothingFiled());
          }
          var bills = BillStore.lock(tx, ids);
          var going = bills.compose(locked -> SurplusStore.of(tx, ids));
          return going.map(surplus ->
              new NextBill(mark.season().rules(), random)
                  .of(
                      person.candidateId(),
                      counting.get().list(),
                      counting.get().content(),
                      bills.result(),
                      surplus,
                      at));
        })
        .compose(decision -> write(tx, decision));
  }

  private static Future<Decision> write(SqlConnection tx, Decision decision) {
    List<Bill> bills = new ArrayList<>(decision.closing());
    if (decision.isNew()) {
      bills.add(decision.bill());
    }
    Bill bill = decision.bill();
    return BillStore.add(tx, bills)
        .compose(added -> SurplusStore.add(tx, decision.surplus(), bill.id(), bill.createdAt()))
        .compose(added ->
            decision.isNew() && bill.state() == BillState.PAID
                ? tellInstitutions(tx, bill)
                : Future.succeededFuture())
        .map(decision);
  }

  private static Future<Void> tellInstitutions(SqlConnection tx, Bill bill) {
    ListOnFile list = bill.list();
    long paidUs = Micros.of(bill.payment().orElseThrow().at());
    return PaidLists.add(tx, list.candidate(), list.partition(), list.seq(), paidUs);
  }
}
