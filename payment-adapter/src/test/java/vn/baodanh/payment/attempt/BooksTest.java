package vn.baodanh.payment.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.baodanh.payment.bill.Bill;
import vn.baodanh.payment.bill.BillLine;
import vn.baodanh.payment.bill.BillState;
import vn.baodanh.payment.difference.Difference;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.Report;
import vn.baodanh.payment.platform.Verdict;

/** The one transition: from every state, by every evidence, with what is written about it. */
final class BooksTest {
  private static final Instant NOW = Instant.parse("2026-07-16T03:00:00Z");
  private static final UUID CANDIDATE = new UUID(1, 1);
  private static final List<BillLine> LINES =
      List.of(new BillLine("BKA", new Vnd(30_000)), new BillLine("QHI", new Vnd(15_000)));

  /**
   * In columns: the state before; the evidence; the state after (or none: nothing changes); entries
   * as debit, credit and amount; events. P is the platform's account, S suspense, B and Q the
   * institutions'.
   */
  private static final String TABLE =
      """
      open        PAID                  succeeded   P>B 30000, P>Q 15000  bill-settled
      open        DECLINED              failed      -                     attempt-failed
      open        SUSPECTED             suspicious  P>S 45000             attempt-suspicious
      open        REVERSED              reversed    -                     attempt-reversed
      open        UNPAID                -           -                     -
      open        UNPAID_AFTER_EXPIRY   expired     -                     attempt-expired
      succeeded   PAID                  -           -                     -
      succeeded   DECLINED              -           -                     -
      succeeded   SUSPECTED             -           -                     -
      succeeded   REVERSED              -           -                     -
      succeeded   UNPAID                -           -                     -
      succeeded   UNPAID_AFTER_EXPIRY   -           -                     -
      failed      PAID                  succeeded   P>B 30000, P>Q 15000  bill-settled
      failed      DECLINED              -           -                     -
      failed      SUSPECTED             suspicious  P>S 45000             attempt-suspicious
      failed      REVERSED              reversed    -                     attempt-reversed
      failed      UNPAID                -           -                     -
      failed      UNPAID_AFTER_EXPIRY   -           -                     -
      expired     PAID                  succeeded   P>B 30000, P>Q 15000  bill-settled
      expired     DECLINED              failed      -                     attempt-failed
      expired     SUSPECTED             suspicious  P>S 45000             attempt-suspicious
      expired     REVERSED              reversed    -                     attempt-reversed
      expired     UNPAID                -           -                     -
      expired     UNPAID_AFTER_EXPIRY   -           -                     -
      suspicious  PAID                  succeeded   S>B 30000, S>Q 15000  bill-settled
      suspicious  DECLINED              failed      S>P 45000             attempt-failed
      suspicious  SUSPECTED             -           -                     -
      suspicious  REVERSED              reversed    S>P 45000             attempt-reversed
      suspicious  UNPAID                -           -                     -
      suspicious  UNPAID_AFTER_EXPIRY   -           -                     -
      reversed    PAID                  succeeded   P>B 30000, P>Q 15000  bill-settled
      reversed    DECLINED              -           -                     -
      reversed    SUSPECTED             suspicious  P>S 45000             attempt-suspicious
      reversed    REVERSED              -           -                     -
      reversed    UNPAID                -           -                     -
      reversed    UNPAID_AFTER_EXPIRY   -           -                     -
      """;

  private final UUID billId = new UUID(2, 1);
  private final Bill open =
      new Bill(
          billId,
          CANDIDATE,
          LINES,
          NOW,
          BillState.OPEN,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @TestFactory
  Stream<DynamicTest> everyEvidenceInEveryState() {
    return TABLE
        .lines()
        .map(line -> line.split(" {2,}"))
        .map(cells -> DynamicTest.dynamicTest(cells[0] + " " + cells[1], () -> judge(cells)));
  }

  @Test
  void theTableHasEveryStateAndEveryEvidence() {
    var pairs = TABLE.lines().map(line -> line.split(" +")[0] + line.split(" +")[1]).toList();
    var expected =
        Arrays.stream(AttemptState.values())
            .flatMap(
                state -> Arrays.stream(Evidence.values()).map(evidence -> state.text() + evidence))
            .collect(Collectors.toSet());
    assertEquals(expected, Set.copyOf(pairs));
    assertEquals(expected.size(), pairs.size());
  }

  private void judge(String[] cells) {
    AttemptState before = AttemptState.of(cells[0]);
    Evidence evidence = Evidence.valueOf(cells[1]);
    AttemptState after = cells[2].equals("-") ? before : AttemptState.of(cells[2]);
    Bill bill = before == AttemptState.SUCCEEDED ? open.settled("REF1", NOW) : open;
    Books books = books(List.of(bill), attempt("REF1", before));
    Verdict verdict = books.take(report("REF1", evidence, "T1", 45_000));
    boolean changes = after != before;
    assertEquals(changes ? Verdict.RECORDED : Verdict.KNOWN, verdict);
    assertEquals(
        changes ? List.of(after) : List.of(),
        books.changed().stream().map(Attempt::state).toList());
    assertEquals(cells[3].equals("-") ? List.of() : List.of(cells[3].split(", ")), entries(books));
    assertEquals(cells[4].equals("-") ? List.of() : List.of(cells[4]), events(books));
    assertEquals(
        after == AttemptState.SUCCEEDED && changes ? List.of(open.settled("REF1", NOW)) : List.of(),
        books.settled());
    assertEquals(List.of(), books.unneeded());
    assertEquals(List.of(), books.differences());
  }

  @Test
  void whatIsUnpaidBeforeItsEndStaysOpenAndAfterItExpires() {
    for (int seconds : List.of(-1, 0, 1)) {
      Attempt attempt = attempt("REF1", AttemptState.OPEN);
      Books books =
          new Books(List.of(attempt), List.of(open), attempt.expiresAt().plusSeconds(seconds));
      books.take(report("REF1", Evidence.UNPAID, "", 45_000));
      assertEquals(seconds < 0 ? List.of() : List.of("attempt-expired"), events(books));
    }
  }

  @Test
  void theSecondSuccessOnABillIsOwedBackHoweverItComes() {
    for (AttemptState before : AttemptState.values()) {
      if (before == AttemptState.SUCCEEDED) {
        continue;
      }
      Books books =
          books(
              List.of(open),
              attempt("REF1", AttemptState.OPEN),
              attempt("REF2", before),
              attempt("REF3", before));
      books.take(report("REF1", Evidence.PAID, "T1", 45_000));
      books.take(report("REF2", Evidence.PAID, "T2", 45_000));
      books.take(report("REF3", Evidence.PAID, "T3", 45_000));
      books.take(report("REF2", Evidence.PAID, "T2", 45_000));
      String from = before == AttemptState.SUSPICIOUS ? "S" : "P";
      assertEquals(
          List.of("P>B 30000", "P>Q 15000", from + ">R 45000", from + ">R 45000"), entries(books));
      assertEquals(List.of("bill-settled", "refund-opened", "refund-opened"), events(books));
      assertEquals(
          List.of("REF2", "REF3"), books.unneeded().stream().map(Attempt::reference).toList());
      assertEquals(1, books.settled().size());
    }
  }

  @Test
  void aLateSuccessOnASupersededBillSettlesTheLastInItsPlaceIfThatAsksForAsMuch() {
    Bill third = bill(3, BillState.OPEN, LINES, Optional.empty());
    Bill second = bill(2, BillState.SUPERSEDED, lines(10_000), Optional.of(third.id()));
    Bill first = bill(1, BillState.SUPERSEDED, LINES, Optional.of(second.id()));
    Books books = books(List.of(first, second, third), attempt("REF1", AttemptState.EXPIRED));
    assertEquals(Verdict.RECORDED, books.take(report("REF1", Evidence.PAID, "T1", 45_000)));
    assertEquals(List.of(third.settled("REF1", NOW)), books.settled());
    assertEquals(third.id(), books.events().getFirst().billId());
    assertEquals(List.of("P>B 30000", "P>Q 15000"), entries(books));
  }

  @Test
  void aLateSuccessOnASupersededBillIsOwedBackIfTheNextAsksForLessOrIsPaid() {
    for (Bill second :
        List.of(
            bill(2, BillState.OPEN, lines(44_999), Optional.empty()),
            bill(2, BillState.OPEN, LINES, Optional.empty()).settled("OTHER", NOW),
            bill(2, BillState.SETTLED, List.of(), Optional.empty()))) {
      Bill first = bill(1, BillState.SUPERSEDED, LINES, Optional.of(second.id()));
      Books books = books(List.of(first, second), attempt("REF1", AttemptState.OPEN));
      books.take(report("REF1", Evidence.PAID, "T1", 45_000));
      assertEquals(List.of(), books.settled());
      assertEquals(List.of("P>R 45000"), entries(books));
      assertEquals(List.of("refund-opened"), events(books));
    }
  }

  @Test
  void moneyOfAnUnknownReferenceOrAnotherAmountIsKeptApart() {
    Books books = books(List.of(open), attempt("REF1", AttemptState.OPEN));
    assertEquals(
        Verdict.UNKNOWN_REFERENCE, books.take(report("REF9", Evidence.PAID, "T9", 45_000)));
    assertEquals(Verdict.OTHER_AMOUNT, books.take(report("REF1", Evidence.PAID, "T1", 44_999)));
    assertEquals(
        Verdict.UNKNOWN_REFERENCE, books.take(report("REF8", Evidence.DECLINED, "T8", 45_000)));
    assertEquals(Verdict.OTHER_AMOUNT, books.take(report("REF1", Evidence.DECLINED, "T1", 1)));
    assertEquals(
        List.of(Difference.Kind.UNKNOWN_REFERENCE, Difference.Kind.OTHER_AMOUNT),
        books.differences().stream().map(Difference::kind).toList());
    assertEquals(
        List.of(Optional.empty(), Optional.of(new Vnd(45_000))),
        books.differences().stream().map(Difference::expected).toList());
    assertEquals(List.of(), entries(books));
    assertEquals(List.of(), events(books));
    assertTrue(books.changed().isEmpty());
  }

  @Test
  void whatIsToldTwiceInOneGroupIsKeptApartOnce() {
    Books books = books(List.of(open), attempt("REF1", AttemptState.OPEN));
    for (int i = 0; i < 2; i++) {
      books.take(report("REF1", Evidence.PAID, "T1", 44_999));
      books.take(report("REF9", Evidence.PAID, "T2", 45_000));
    }
    books.take(report("REF9", Evidence.PAID, "T3", 45_000));
    assertEquals(
        List.of("T1", "T2", "T3"),
        books.differences().stream().map(Difference::transactionNo).toList());
  }

  @Test
  void anotherPlatformsWordCountsForNothingHere() {
    Books books = books(List.of(open), attempt("REF1", AttemptState.OPEN));
    Report elsewhere = new Report("momo", "REF1", "T1", new Vnd(45_000), Evidence.PAID, "0", NOW);
    assertEquals(Verdict.UNKNOWN_REFERENCE, books.take(elsewhere));
    assertTrue(books.changed().isEmpty());
  }

  @Test
  void aSecondPaymentUnderTheSameReferenceIsKeptApart() {
    for (AttemptState state : List.of(AttemptState.SUCCEEDED, AttemptState.SUSPICIOUS)) {
      Books books = books(List.of(open), attempt("REF1", state));
      assertEquals(Verdict.KNOWN, books.take(report("REF1", Evidence.PAID, "T2", 45_000)));
      assertEquals(
          List.of(Difference.Kind.SECOND_TRANSACTION),
          books.differences().stream().map(Difference::kind).toList());
      assertEquals(List.of(), entries(books));
    }
  }

  @Test
  void moneyInTheLedgerIsWhatThePlatformHasAfterAnyOrderOfReports() {
    var evidences =
        List.of(Evidence.SUSPECTED, Evidence.DECLINED, Evidence.PAID, Evidence.REVERSED);
    for (Evidence a : evidences) {
      for (Evidence b : evidences) {
        for (Evidence c : evidences) {
          Books books = books(List.of(open), attempt("REF1", AttemptState.OPEN));
          List.of(a, b, c).forEach(one -> books.take(report("REF1", one, "T1", 45_000)));
          AttemptState last = List.copyOf(books.changed()).getLast().state();
          long platform =
              books.entries().stream()
                  .mapToLong(e ->
                      (e.debit().equals("platform:vnpay") ? 1 : 0) * e.amount().amount()
                          - (e.credit().equals("platform:vnpay") ? 1 : 0) * e.amount().amount())
                  .sum();
          assertEquals(last.holdsMoney() ? 45_000 : 0, platform, a + " " + b + " " + c);
          boolean paid = a == Evidence.PAID || b == Evidence.PAID || c == Evidence.PAID;
          assertEquals(paid, last == AttemptState.SUCCEEDED, a + " " + b + " " + c);
        }
      }
    }
  }

  private static List<BillLine> lines(long amount) {
    return List.of(new BillLine("BKA", new Vnd(amount)));
  }

  private static Bill bill(
      int number, BillState state, List<BillLine> lines, Optional<UUID> supersededBy) {
    return new Bill(
        new UUID(2, number),
        CANDIDATE,
        lines,
        NOW,
        state,
        supersededBy,
        Optional.empty(),
        Optional.empty());
  }

  private static Books books(List<Bill> bills, Attempt... attempts) {
    return new Books(List.of(attempts), bills, NOW);
  }

  private Attempt attempt(String reference, AttemptState state) {
    return new Attempt(
        reference,
        billId,
        CANDIDATE,
        "vnpay",
        new Vnd(45_000),
        NOW,
        NOW.plusSeconds(900),
        NOW.plusSeconds(1_200),
        state,
        state == AttemptState.OPEN
            ? Optional.empty()
            : Optional.of(new Attempt.Outcome("00", reference.replace("REF", "T"), NOW)));
  }

  private static Report report(String reference, Evidence evidence, String number, long amount) {
    return new Report("vnpay", reference, number, new Vnd(amount), evidence, "00", NOW);
  }

  private static List<String> entries(Books books) {
    return books.entries().stream()
        .map(e -> letter(e.debit()) + ">" + letter(e.credit()) + " " + e.amount().amount())
        .toList();
  }

  private static String letter(String account) {
    return switch (account) {
      case "platform:vnpay" -> "P";
      case "suspense" -> "S";
      case "refunds" -> "R";
      case "institution:BKA" -> "B";
      case "institution:QHI" -> "Q";
      default -> account;
    };
  }

  private static List<String> events(Books books) {
    return books.events().stream().map(event -> event.type().text()).toList();
  }
}
