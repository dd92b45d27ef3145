package vn.baodanh.local.platform;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * What a platform gets wrong in the file of one of its days, drawn by seed: one of every kind, as
 * far as the day has payments for it. Its books stay right; the same books and seed are the same
 * slips.
 */
final class Slips {
  /** Beyond every number that the books can give. */
  private static final long OTHER_NUMBERS = 90_000_000;

  private static final int WRONG_BY = 1_000;

  private final LocalDate day;
  private final Channel channel;
  private final Random random;
  private final List<SettlementLine> here;
  private final List<SettlementLine> next = new ArrayList<>();
  private final List<Slip> planted = new ArrayList<>();
  private final Deque<SettlementLine> paid;
  private final Deque<SettlementLine> unpaid;

  /**
   * One of them.
   *
   * @param kind as the merchant has to find it: missing-here, missing-there, amount, state,
   *     duplicate, wrong-day, charge
   * @param claimed đồng that the file says were taken, and the books do not
   */
  record Slip(String kind, String reference, long number, long claimed) {}

  private Slips(LocalDate day, Channel channel, Books books, Charge charge, long seed) {
    this.day = day;
    this.channel = channel;
    random = new Random(seed ^ day.toEpochDay() ^ channel.name().hashCode());
    here = SettlementFile.lines(day, channel, books, charge);
    paid =
        drawn(
            here.stream()
                .filter(line -> !line.refund() && books.refundsOf(line.number()).isEmpty())
                .toList());
    unpaid = drawn(unpaid(books, charge));
    draw();
  }

  /** What the platform says of a day in all files together. */
  static Slips of(LocalDate day, Channel channel, Books books, Charge charge, long seed) {
    return new Slips(day, channel, books, charge, seed);
  }

  private Deque<SettlementLine> drawn(List<SettlementLine> lines) {
    var shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);
    return new ArrayDeque<>(shuffled);
  }

  /** Orders that payers gave up. */
  private List<SettlementLine> unpaid(Books books, Charge charge) {
    return books.payments().stream()
        .filter(payment -> payment.order().channel() == channel)
        .filter(payment -> payment.outcome() == Outcome.CANCELLED)
        .filter(payment -> VnpayTime.day(payment.changedAt()).equals(day))
        .map(payment ->
            SettlementLine.of(
                payment, payment.order().amount(), charge.of(payment.order().amount())))
        .toList();
  }

  private void draw() {
    Optional.ofNullable(paid.peek())
        .ifPresent(like ->
            claim(
                "missing-here",
                like.withReference("X" + day.toEpochDay()).withNumber(otherNumber())));
    take(paid)
        .ifPresent(line -> {
          here.remove(line);
          plant("missing-there", line, 0);
        });
    take(paid).ifPresent(line -> change("amount", line, l -> l.withAmount(l.amount() + WRONG_BY)));
    take(unpaid).ifPresent(line -> claim("amount", line.withAmount(line.amount() + WRONG_BY)));
    take(unpaid).ifPresent(line -> claim("state", line));
    take(paid)
        .ifPresent(line -> {
          here.add(line);
          plant("duplicate", line, 0);
        });
    take(paid).ifPresent(line -> claim("duplicate", line.withNumber(otherNumber())));
    take(paid)
        .ifPresent(line -> {
          here.remove(line);
          next.add(line);
          plant("wrong-day", line, 0);
        });
    take(paid).ifPresent(line -> change("charge", line, l -> l.withCharge(l.charge() + 100)));
  }

  private static Optional<SettlementLine> take(Deque<SettlementLine> lines) {
    return Optional.ofNullable(lines.poll());
  }

  private long otherNumber() {
    return OTHER_NUMBERS + planted.size();
  }

  /** The file has a payment that the books do not have. */
  private void claim(String kind, SettlementLine line) {
    here.add(line);
    plant(kind, line, line.amount());
  }

  private void change(String kind, SettlementLine line, UnaryOperator<SettlementLine> change) {
    here.set(here.indexOf(line), change.apply(line));
    plant(kind, line, 0);
  }

  private void plant(String kind, SettlementLine line, long claimed) {
    planted.add(new Slip(kind, line.reference(), line.number(), claimed));
  }

  /** Lines in the day's own file. */
  List<SettlementLine> here() {
    return here;
  }

  /** Lines in the file of the day after. */
  List<SettlementLine> next() {
    return next;
  }

  List<Slip> planted() {
    return planted;
  }
}
