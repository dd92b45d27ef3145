package vn.baodanh.local.platform;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Opens orders, takes payers' money and sends it back, with the faults that strike. For one thread;
 * what it did counts only once the books are kept.
 */
final class Cashier {
  private static final long WRONG_BY = 1_000;

  private final Vertx vertx;
  private final Clock clock;
  private final Pace pace;
  private final Books books;
  private final Consumer<Payment> told;

  /** What became of a request for money back. */
  enum RefundAnswer {
    SENT_BACK,
    DUPLICATE,
    NOT_FOUND,
    NOT_PAID,
    TOO_MUCH
  }

  /**
   * @param told gets each payment that changed, when that is on disk
   */
  Cashier(Vertx vertx, Clock clock, Pace pace, Books books, Consumer<Payment> told) {
    this.vertx = vertx;
    this.clock = clock;
    this.pace = pace;
    this.books = books;
    this.told = told;
  }

  /** Takes up what was promised before the last end of this process. */
  void resume() {
    books.promises().forEach(this::keepInTime);
  }

  /**
   * Opens an order, or finds it open or finished already; empty if another order of the same
   * reference is there, or no room for more.
   *
   * @param faults what strikes it; empty to draw from the plan
   */
  Optional<Payment> open(Order order, Optional<Set<Fault>> faults) {
    var known = books.payment(order.key());
    if (known.isPresent()) {
      return known.filter(payment -> payment.order().amount() == order.amount());
    }
    if (books.isFull()) {
      return Optional.empty();
    }
    var strike = faults.orElseGet(() -> books.plan().ofPayment(books.nextNumber()));
    return Optional.of(opened(order, Plan.possible(strike)));
  }

  private Payment opened(Order order, Set<Fault> faults) {
    var number = books.nextNumber();
    books.add(new Entry.Opened(order, clock.instant(), faults));
    return books.payment(number).orElseThrow();
  }

  /**
   * The payer pays, cancels, or is refused by the bank; does nothing if the order is no longer
   * open. The answer is how the order then stands.
   *
   * @param wish PAID, CANCELLED or DECLINED
   */
  Payment act(Payment payment, Outcome wish) {
    var now = current(payment);
    if (now.outcome() != Outcome.OPEN || books.isPromised(now.number())) {
      return now;
    }
    return wish == Outcome.PAID ? pay(now) : change(now, wish, 0);
  }

  /** How it stands now: an order that nobody paid in time has expired. */
  Payment current(Payment payment) {
    var now = books.payment(payment.number()).orElseThrow();
    var expired =
        now.outcome() == Outcome.OPEN
            && !books.isPromised(now.number())
            && clock.instant().isAfter(now.order().expiresAt());
    return expired ? change(now, Outcome.EXPIRED, 0) : now;
  }

  private Payment pay(Payment payment) {
    var asked = payment.order().amount();
    var fault = payment.faults().stream().filter(f -> f.kind() == Fault.Kind.OUTCOME).findFirst();
    if (fault.isEmpty()) {
      return change(payment, Outcome.PAID, asked);
    }
    books.add(new Entry.Happened(fault.get()));
    return switch (fault.get()) {
      case SUCCESS_AFTER_EXPIRY -> {
        var at = payment.order().expiresAt().plus(pace.slowBank());
        promise(new Entry.Promised(payment.number(), Outcome.PAID, asked, at));
        yield payment;
      }
      case SUSPICIOUS -> {
        var held = change(payment, Outcome.SUSPICIOUS, asked);
        decideLater(held, 2, Outcome.DECLINED);
        yield held;
      }
      case REVERSED -> {
        var reversed = change(payment, Outcome.REVERSED, 0);
        decideLater(reversed, 4, Outcome.REVERSED);
        yield reversed;
      }
      case WRONG_AMOUNT -> {
        var more = asked <= WRONG_BY || payment.number() % 2 == 0;
        yield change(payment, Outcome.PAID, more ? asked + WRONG_BY : asked - WRONG_BY);
      }
      case UNKNOWN_REFERENCE -> {
        var elsewhere = payment.order().withReference("X" + payment.number());
        yield change(opened(elsewhere, payment.faults()), Outcome.PAID, asked);
      }
      case IPN_LOST,
          IPN_LATE,
          IPN_REPEATED,
          IPN_REORDERED,
          QUERY_SILENCE,
          QUERY_ERROR,
          REFUND_DONE_IN_SILENCE,
          REFUND_LOST_IN_SILENCE ->
          throw new IllegalStateException(fault.get() + " is no outcome");
    };
  }

  /** One in {@code oneIn} becomes a success after all, the others come to stand otherwise. */
  private void decideLater(Payment payment, int oneIn, Outcome otherwise) {
    var paid = new SplittableRandom(payment.number()).nextInt(oneIn) == 0;
    if (paid || otherwise != payment.outcome()) {
      promise(
          new Entry.Promised(
              payment.number(),
              paid ? Outcome.PAID : otherwise,
              paid ? payment.order().amount() : 0,
              clock.instant().plus(pace.decide())));
    }
  }

  private void promise(Entry.Promised promised) {
    books.add(promised);
    keepInTime(promised);
  }

  private void keepInTime(Entry.Promised promised) {
    var delay = Duration.between(clock.instant(), promised.at()).toMillis();
    vertx.setTimer(
        Math.max(1, delay),
        due ->
            change(
                books.payment(promised.payment()).orElseThrow(), promised.to(), promised.taken()));
  }

  private Payment change(Payment payment, Outcome to, long taken) {
    Instant now = clock.instant();
    books.add(new Entry.Changed(payment.number(), to, taken, now));
    var changed = books.payment(payment.number()).orElseThrow();
    books.kept().onSuccess(done -> told.accept(changed));
    return changed;
  }

  /**
   * Sends money back to the payer.
   *
   * @param key the order whose money it is
   */
  RefundAnswer refund(Order.Key key, String requestId, long amount, boolean whole, String by) {
    var now = clock.instant();
    if (books.isRequestUsed(key.channel(), requestId, VnpayTime.day(now))) {
      return RefundAnswer.DUPLICATE;
    }
    var payment = books.payment(key);
    if (payment.isEmpty()) {
      return RefundAnswer.NOT_FOUND;
    }
    if (payment.get().outcome() != Outcome.PAID) {
      return RefundAnswer.NOT_PAID;
    }
    var number = payment.get().number();
    var left =
        payment.get().taken() - books.refundsOf(number).stream().mapToLong(Refund::amount).sum();
    if (amount > left || whole && amount != payment.get().taken()) {
      return RefundAnswer.TOO_MUCH;
    }
    books.add(
        new Entry.Refunded(new Refund(key.channel(), requestId, number, amount, whole, now, by)));
    return RefundAnswer.SENT_BACK;
  }
}
