package vn.baodanh.local.platform;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the platform knows: in memory the sum of its entries, and on disk these. For one thread;
 * nobody may be told of an entry before {@link #kept()} is done.
 */
final class Books implements AutoCloseable {
  /** About 1 GB of memory; the exam season of a year has a million. */
  static final int MOST_PAYMENTS = 2_000_000;

  private final List<Payment> payments = new ArrayList<>();
  private final Map<Order.Key, Long> numberByKey = new HashMap<>();
  private final List<Refund> refunds = new ArrayList<>();
  private final Map<Long, List<Refund>> refundsByPayment = new HashMap<>();
  private final Set<RequestKey> requests = new HashSet<>();
  private final Map<Long, Entry.Promised> promises = new LinkedHashMap<>();
  private final Map<NoticeKey, Payment> untold = new LinkedHashMap<>();
  private final Map<Fault, Long> happened = new EnumMap<>(Fault.class);
  private Plan plan = Plan.NONE;
  private Totals totals = new Totals(0, 0, 0, 0);
  private final Journal journal;

  /** A version of a payment, which is notified once and again. */
  record NoticeKey(long payment, int version) {
    static NoticeKey of(Payment payment) {
      return new NoticeKey(payment.number(), payment.version());
    }
  }

  private record RequestKey(Channel channel, String requestId, LocalDate day) {}

  /**
   * The platform's money.
   *
   * @param paid how many payments succeeded
   * @param taken đồng of all that succeeded
   * @param refunded đồng sent back of these
   * @param held đồng of suspicious payments that nobody has decided on yet
   */
  record Totals(long paid, long taken, long refunded, long held) {}

  /**
   * Opens the books that are in a file, or begins them there.
   *
   * @param context whose thread is the one that uses them
   */
  Books(Path file, Context context) {
    journal = Journal.open(file, context, this::apply);
  }

  /** Enters what happened. */
  void add(Entry entry) {
    apply(entry);
    journal.append(entry);
  }

  /** Done when every entry so far is on disk. */
  Future<Void> kept() {
    return journal.synced();
  }

  private void apply(Entry entry) {
    switch (entry) {
      case Entry.Opened(var order, var at, var faults) -> {
        var payment = Payment.opened(nextNumber(), order, at, faults);
        payments.add(payment);
        numberByKey.put(order.key(), payment.number());
      }
      case Entry.Changed changed -> change(changed);
      case Entry.Promised promised -> promises.put(promised.payment(), promised);
      case Entry.Refunded(var refund) -> add(refund);
      case Entry.Told(var payment, var version) -> untold.remove(new NoticeKey(payment, version));
      case Entry.Happened(var fault) -> happened.merge(fault, 1L, Long::sum);
      case Entry.Planned(var other) -> plan = other;
    }
  }

  private void change(Entry.Changed changed) {
    var before = payment(changed.payment()).orElseThrow();
    if (before.outcome() == Outcome.PAID) {
      throw new IllegalStateException("What is paid stays paid: " + changed);
    }
    var after = before.changed(changed.to(), changed.taken(), changed.at());
    payments.set(place(after.number()), after);
    promises.remove(after.number());
    untold.put(NoticeKey.of(after), after);
    var paid = after.outcome() == Outcome.PAID;
    totals =
        new Totals(
            totals.paid + (paid ? 1 : 0),
            totals.taken + (paid ? after.taken() : 0),
            totals.refunded,
            totals.held + held(after) - held(before));
  }

  private static long held(Payment payment) {
    return payment.outcome() == Outcome.SUSPICIOUS ? payment.taken() : 0;
  }

  private void add(Refund refund) {
    refunds.add(refund);
    refundsByPayment.computeIfAbsent(refund.payment(), none -> new ArrayList<>()).add(refund);
    requests.add(new RequestKey(refund.channel(), refund.requestId(), VnpayTime.day(refund.at())));
    totals = new Totals(totals.paid, totals.taken, totals.refunded + refund.amount(), totals.held);
  }

  long nextNumber() {
    return Payment.FIRST + payments.size();
  }

  boolean isFull() {
    return payments.size() >= MOST_PAYMENTS;
  }

  Optional<Payment> payment(long number) {
    var place = place(number);
    return place >= 0 && place < payments.size()
        ? Optional.of(payments.get(place))
        : Optional.empty();
  }

  private static int place(long number) {
    return Math.clamp(number - Payment.FIRST, -1, Integer.MAX_VALUE);
  }

  Optional<Payment> payment(Order.Key key) {
    return Optional.ofNullable(numberByKey.get(key)).flatMap(this::payment);
  }

  /** All payments, in the order of their numbers. */
  List<Payment> payments() {
    return payments;
  }

  /** All refunds, in the order in which they were made. */
  List<Refund> refunds() {
    return refunds;
  }

  List<Refund> refundsOf(long payment) {
    return refundsByPayment.getOrDefault(payment, List.of());
  }

  boolean isRequestUsed(Channel channel, String requestId, LocalDate day) {
    return requests.contains(new RequestKey(channel, requestId, day));
  }

  /** Changes that are still to come. */
  Collection<Entry.Promised> promises() {
    return promises.values();
  }

  boolean isPromised(long payment) {
    return promises.containsKey(payment);
  }

  /** Versions of which the merchant is still to be notified, oldest first. */
  Collection<Payment> untold() {
    return untold.values();
  }

  boolean isUntold(NoticeKey notice) {
    return untold.containsKey(notice);
  }

  Map<Fault, Long> happened() {
    return happened;
  }

  Plan plan() {
    return plan;
  }

  Totals totals() {
    return totals;
  }

  @Override
  public void close() {
    journal.close();
  }
}
