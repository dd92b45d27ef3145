package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Person;
import vn.baodanh.registration.season.Season;
import vn.baodanh.registration.season.Standing;
import vn.baodanh.registration.season.Window;

/**
 * Attempts to pay a bill. Each is written here before the adapter is called, so that a repeat asks
 * for the same; whatever happens in between, there is one.
 */
final class Payments {
  private static final List<String> SHOWN =
      List.of("reference", "platform", "state", "amount", "address", "resultCode");
  private static final List<String> MOMENTS = List.of("createdAt", "expiresAt", "paidAt");

  private final Pool pool;
  private final Candidates candidates;
  private final PaymentStore store;
  private final BehindTheMark mark;
  private final Telling telling;
  private final Adapter adapter;

  Payments(Pool pool, Candidates candidates, BehindTheMark mark, Telling telling, Adapter adapter) {
    this.pool = pool;
    this.candidates = candidates;
    this.store = new PaymentStore(pool);
    this.mark = mark;
    this.telling = telling;
    this.adapter = adapter;
  }

  /**
   * An attempt as it is shown.
   *
   * @param isNew whether this request began it
   */
  record Started(JsonObject attempt, boolean isNew) {}

  /**
   * An attempt by the candidate: the platform's address is in the answer while it can be paid.
   * Fails with the problems that the contract names, and with {@link AdapterAwayException}.
   */
  Future<Started> start(Person person, PaymentRequest request, Instant at) {
    UUID[] ids = person.idArray();
    return Postgres.orUnavailable(
            BillStore.of(pool, ids)
                .compose(bills ->
                    PaymentStore.find(pool, billIds(bills), Optional.empty(), request.key())
                        .compose(found ->
                            found
                                .map(Future::succeededFuture)
                                .orElseGet(() -> add(ids, bills, request, at)))))
        .compose(written -> go(written, request));
  }

  /** The same by whoever holds a link, for its bill alone. */
  Future<Started> start(PaymentLink link, PaymentRequest request, Instant at) {
    UUID[] bill = {link.bill()};
    return Postgres.orUnavailable(
            PaymentStore.find(pool, bill, Optional.of(link.id()), request.key())
                .compose(found ->
                    found.map(Future::succeededFuture).orElseGet(() -> add(link, request, at))))
        .compose(written -> go(written, request));
  }

  private Future<PaymentStore.Written> add(PaymentLink link, PaymentRequest request, Instant at) {
    return BillStore.find(pool, link.bill())
        .map(Optional::orElseThrow)
        .compose(bill -> {
          UUID[] person = candidates.person(bill.candidate(), "", at).idArray();
          return payableUntil(person, bill, at)
              .compose(until -> write(bill, Optional.of(link.id()), request, until, at));
        });
  }

  private static UUID[] billIds(List<Bill> bills) {
    return bills.stream().map(Bill::id).toArray(UUID[]::new);
  }

  private Future<PaymentStore.Written> add(
      UUID[] person, List<Bill> bills, PaymentRequest request, Instant at) {
    if (bills.isEmpty()) {
      return Future.failedFuture(BillingProblems.missing());
    }
    return payableUntil(person, newest(bills), at)
        .compose(until -> write(newest(bills), Optional.empty(), request, until, at));
  }

  /** The last that is not replaced; one that had to be is followed by another soon. */
  static Bill newest(List<Bill> bills) {
    return bills.reversed().stream()
        .filter(bill -> bill.state() != BillState.REPLACED)
        .findFirst()
        .orElseThrow(BillingProblems::missing);
  }

  private Future<PaymentStore.Written> write(
      Bill bill, Optional<UUID> link, PaymentRequest request, Instant until, Instant at) {
    return store.add(
        new PaymentStore.Written(UUID.randomUUID(), bill.id(), request, until), link, at);
  }

  /** When a bill that can be paid now must be paid; fails with 409 if it cannot. */
  private Future<Instant> payableUntil(UUID[] person, Bill bill, Instant at) {
    if (bill.state() != BillState.OPEN) {
      return Future.failedFuture(
          bill.state() == BillState.PAID ? BillingProblems.paid() : BillingProblems.outdated());
    }
    return FiledStore.department(pool, person)
        .compose(department ->
            mark.check(pool, person, department, at)
                .compose(behindTheMark -> FiledStore.counting(pool, person))
                .map(counting -> {
                  if (counting.filter(now -> now.list().isSameAs(bill.list())).isEmpty()) {
                    throw BillingProblems.outdated();
                  }
                  return closes(department, at);
                }));
  }

  private Instant closes(String department, Instant at) {
    Standing standing = mark.season().standing(Season.PAYMENT, department, at);
    if (standing instanceof Standing.Open(Window window)) {
      return window.closes().truncatedTo(ChronoUnit.MILLIS);
    }
    throw BillingProblems.notPayable(standing);
  }

  private Future<Started> go(PaymentStore.Written written, PaymentRequest request) {
    if (!written.request().asksTheSameAs(request)) {
      return Future.failedFuture(BillingProblems.keyReused());
    }
    return Postgres.orUnavailable(BillStore.find(pool, written.bill()))
        .compose(bill -> telling.tell(bill.orElseThrow()))
        .compose(told ->
            adapter.startAttempt(
                written.bill().toString(), written.id().toString(), attempt(written)))
        .map(Payments::started);
  }

  private static JsonObject attempt(PaymentStore.Written written) {
    PaymentRequest request = written.request();
    JsonObject json =
        new JsonObject()
            .put("platform", request.platform())
            .put("payerAddress", request.payerAddress())
            .put("language", request.language())
            .put("payableUntil", written.payableUntil().toString());
    request.bankCode().ifPresent(code -> json.put("bankCode", code));
    return json;
  }

  private static Started started(Adapter.Answer answer) {
    if (answer.isOk()) {
      return new Started(shown(answer.body()), answer.status() == 201);
    }
    throw switch (answer.code()) {
      case "bill-settled" -> BillingProblems.paid();
      case "bill-superseded" -> BillingProblems.outdated();
      case "too-many-attempts" -> BillingProblems.tooManyPayments();
      case "payment-over" -> new ProblemException(BillingProblems.over());
      case "platform-away" -> BillingProblems.platformAway();
      case "invalid" -> BillingProblems.noSuchPlatform();
      default -> new IllegalStateException("attempt: " + answer.body().encode());
    };
  }

  /** An attempt as the adapter has it. */
  static JsonObject shown(JsonObject attempt) {
    JsonObject json = new JsonObject();
    SHOWN.forEach(member -> {
      if (attempt.containsKey(member)) {
        json.put(member, attempt.getValue(member));
      }
    });
    MOMENTS.forEach(member -> {
      if (attempt.containsKey(member)) {
        json.put(member, BillAnswers.text(Instant.parse(attempt.getString(member))));
      }
    });
    return json;
  }
}
