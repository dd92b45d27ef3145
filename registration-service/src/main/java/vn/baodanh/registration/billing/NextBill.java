package vn.baodanh.registration.billing;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import vn.baodanh.registration.filing.Fee;
import vn.baodanh.registration.filing.PreferenceList;
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.filing.Vnd;

/**
 * Decides what is asked for next. What was settled for an institution stays there as far as the
 * list still chooses it; what is missing is billed, what is too much goes back (decision 0011).
 * Pure but for the ids it draws.
 *
 * @param rules of the season: the fee, and what is charged
 * @param random draws ids and references
 */
record NextBill(Rules rules, RandomGenerator random) {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int REFERENCE_DIGITS = 12;

  /**
   * What a person's list comes to.
   *
   * @param bill what is asked for
   * @param isNew whether it is to be written; else there is this bill of the list already
   * @param closing bills of nothing in the place of what is open under another account of the same
   *     person
   */
  record Decision(Bill bill, boolean isNew, List<Bill> closing, List<Surplus> surplus) {}

  /**
   * @param candidate under whom the first bill of this person is made
   * @param bills all of this person
   * @param going what is on its way back already, or was to be
   */
  Decision of(
      UUID candidate,
      ListOnFile list,
      PreferenceList content,
      List<Bill> bills,
      List<Surplus> going,
      Instant now) {
    List<Bill> standing =
        bills.stream()
            .filter(bill -> bill.state() != BillState.REPLACED)
            .sorted(comparing(Bill::createdAt).thenComparingInt(Bill::number))
            .toList();
    Map<String, Long> owed = owed(content);
    Map<String, Long> tooMuch = new TreeMap<>();
    settled(standing, going)
        .forEach((institution, amount) -> {
          long left = owed.getOrDefault(institution, 0L) - amount;
          owed.put(institution, Math.max(0, left));
          tooMuch.put(institution, Math.max(0, -left));
        });
    keep(tooMuch, going);
    Optional<Bill> same =
        standing.reversed().stream()
            .filter(bill -> bill.list().isSameAs(list))
            .findFirst()
            .filter(bill -> isWhole(bill, lines(owed), lines(tooMuch)));
    UUID account =
        same.or(() -> standing.isEmpty() ? Optional.empty() : Optional.of(standing.getLast()))
            .map(Bill::candidate)
            .orElse(candidate);
    Draft draft = new Draft(list, (int) charged(content), now);
    List<Bill> open = standing.stream().filter(bill -> bill.state() == BillState.OPEN).toList();
    List<Bill> closing =
        open.stream()
            .filter(bill -> !bill.candidate().equals(account))
            .map(other ->
                closing(bill(draft, other.candidate(), bills, Optional.of(other), List.of())))
            .toList();
    if (same.isPresent()) {
      return new Decision(same.get(), false, closing, List.of());
    }
    Optional<Bill> superseded =
        open.stream().filter(bill -> bill.candidate().equals(account)).findFirst();
    Bill made = bill(draft, account, bills, superseded, lines(owed));
    return new Decision(made, true, closing, surplus(tooMuch, standing, going));
  }

  /**
   * Whether nothing else is to be asked for or given back: another account of the same person, that
   * was found to be one since, may have paid as well.
   */
  private boolean isWhole(Bill bill, List<BillLine> owed, List<BillLine> tooMuch) {
    return !bill.rulesVersion().equals(rules.rulesVersion())
        || tooMuch.isEmpty()
            && owed.equals(bill.state() == BillState.OPEN ? bill.lines() : List.of());
  }

  /** What all bills of one decision have in common. */
  private record Draft(ListOnFile list, int preferences, Instant now) {}

  private long charged(PreferenceList content) {
    return content.preferences().stream().filter(rules.fee()::charges).count();
  }

  private Map<String, Long> owed(PreferenceList content) {
    Fee fee = rules.fee();
    Map<String, Long> owed = new LinkedHashMap<>();
    content.preferences().stream()
        .filter(fee::charges)
        .forEach(
            preference -> owed.merge(preference.institutionCode(), fee.each().amount(), Long::sum));
    return owed;
  }

  private static Map<String, Long> settled(List<Bill> standing, List<Surplus> going) {
    Map<String, Long> settled = new TreeMap<>();
    standing.stream()
        .filter(bill -> bill.state() == BillState.PAID)
        .forEach(bill -> add(settled, bill.lines(), 1));
    going.stream()
        .filter(surplus -> !surplus.stays())
        .forEach(surplus -> add(settled, surplus.lines(), -1));
    return settled;
  }

  /** What somebody decided not to send back is not offered again by itself. */
  private static void keep(Map<String, Long> tooMuch, List<Surplus> going) {
    going.stream().filter(Surplus::stays).forEach(surplus -> add(tooMuch, surplus.lines(), -1));
    tooMuch.replaceAll((institution, amount) -> Math.max(0, amount));
  }

  private static void add(Map<String, Long> amounts, List<BillLine> lines, int sign) {
    lines.forEach(
        line -> amounts.merge(line.institution(), sign * line.amount().amount(), Long::sum));
  }

  private static List<BillLine> lines(Map<String, Long> amounts) {
    return amounts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> new BillLine(entry.getKey(), new Vnd(entry.getValue())))
        .toList();
  }

  /** One of nothing that takes no other's place is paid at birth, and the adapter has no part. */
  private Bill bill(
      Draft draft,
      UUID account,
      Collection<Bill> bills,
      Optional<Bill> superseded,
      List<BillLine> lines) {
    int number =
        bills.stream()
            .filter(bill -> bill.candidate().equals(account))
            .mapToInt(Bill::number)
            .max()
            .orElse(0);
    boolean paidAtBirth = lines.isEmpty() && superseded.isEmpty();
    return new Bill(
        id(),
        account,
        number + 1,
        reference(),
        draft.list(),
        rules.rulesVersion(),
        rules.fee().each(),
        draft.preferences(),
        lines,
        superseded.map(Bill::id),
        draft.now(),
        !paidAtBirth,
        paidAtBirth ? BillState.PAID : BillState.OPEN,
        paidAtBirth
            ? Optional.of(new Bill.Payment(draft.now(), Optional.empty(), Optional.empty()))
            : Optional.empty());
  }

  /** Only the adapter needs it, so that nobody pays what stood there. */
  private static Bill closing(Bill bill) {
    return new Bill(
        bill.id(),
        bill.candidate(),
        bill.number(),
        bill.reference(),
        bill.list(),
        bill.rulesVersion(),
        bill.fee(),
        bill.preferences(),
        bill.lines(),
        bill.supersedes(),
        bill.createdAt(),
        true,
        BillState.REPLACED,
        Optional.empty());
  }

  /** Taken from the bills that were paid last, and from none more than is left of it. */
  private List<Surplus> surplus(
      Map<String, Long> tooMuch, List<Bill> standing, List<Surplus> going) {
    List<Surplus> surplus = new ArrayList<>();
    for (Bill bill : standing.reversed()) {
      Optional<String> payment = bill.payment().flatMap(Bill.Payment::reference);
      if (payment.isEmpty()) {
        continue;
      }
      Map<String, Long> left = new TreeMap<>();
      add(left, bill.lines(), 1);
      going.stream()
          .filter(other -> other.bill().equals(bill.id()))
          .forEach(other -> add(left, other.lines(), -1));
      left.replaceAll(
          (institution, amount) -> Math.min(amount, tooMuch.getOrDefault(institution, 0L)));
      left.forEach((institution, amount) -> tooMuch.merge(institution, -amount, Long::sum));
      List<BillLine> lines = lines(left);
      if (!lines.isEmpty()) {
        surplus.add(new Surplus(id(), bill.id(), payment.get(), lines, false));
      }
    }
    return surplus;
  }

  private UUID id() {
    long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L; // version 4 (RFC 9562, 5.4)
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private String reference() {
    return random
        .ints(REFERENCE_DIGITS, 0, DIGITS.length())
        .collect(
            StringBuilder::new,
            (text, digit) -> text.append(DIGITS.charAt(digit)),
            StringBuilder::append)
        .toString();
  }
}
