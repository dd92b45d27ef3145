package vn.baodanh.registration.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.billing.NextBill.Decision;
import vn.baodanh.registration.filing.Preference;
import vn.baodanh.registration.filing.PreferenceList;
import vn.baodanh.registration.filing.ProgrammeRef;
import vn.baodanh.registration.season.RulesFile;

/** What is asked for next: settled, asked for and given back always come to what the list owes. */
class NextBillTest {
  private static final long FEE = 15_000;
  private static final UUID CANDIDATE = UUID.fromString("7f0c2a52-97a5-8c0e-b1a9-2f6f9d2b8e01");
  private static final Instant NOW = Instant.parse("2026-07-15T00:00:00Z");
  private static final List<String> INSTITUTIONS = List.of("BKA", "QHI", "KHA", "YHB", "NTH");

  private final Random random = new Random(Long.getLong("seed", 2026));
  private final NextBill next = new NextBill(RulesFile.read("2026"), random);

  private static ListOnFile list(long seq) {
    return new ListOnFile(CANDIDATE, 1, seq, seq, new UUID(0, seq));
  }

  private PreferenceList content() {
    List<Preference> preferences = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(15); i++) {
      String institution = INSTITUTIONS.get(random.nextInt(INSTITUTIONS.size()));
      preferences.add(Preference.of(institution, "P" + i));
    }
    return new PreferenceList(preferences);
  }

  private static Bill paid(Bill bill) {
    return in(
        bill,
        BillState.PAID,
        Optional.of(new Bill.Payment(NOW, Optional.of("vnpay"), Optional.of("R" + bill.number()))));
  }

  private static Bill in(Bill bill, BillState state, Optional<Bill.Payment> payment) {
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
        false,
        state,
        payment);
  }

  private static void add(Map<String, Long> amounts, List<BillLine> lines, int sign) {
    lines.forEach(
        line -> amounts.merge(line.institution(), sign * line.amount().amount(), Long::sum));
  }

  @Test
  void whateverIsChangedAndPaidInBetweenTheSumsComeOutAtEveryInstitution() {
    for (int round = 0; round < 300; round++) {
      List<Bill> bills = new ArrayList<>();
      List<Surplus> going = new ArrayList<>();
      for (int step = 1; step <= 6; step++) {
        ListOnFile list = list(step);
        PreferenceList content = content();
        Decision made = next.of(CANDIDATE, list, content, bills, going, NOW.plusSeconds(step));
        assertTrue(made.isNew());
        made.bill()
            .supersedes()
            .ifPresent(earlier ->
                bills.replaceAll(bill ->
                    bill.id().equals(earlier)
                        ? in(bill, BillState.REPLACED, Optional.empty())
                        : bill));
        bills.add(made.bill());
        going.addAll(made.surplus());
        assertSumsComeOut(content, bills, going, made.bill());
        Decision again = next.of(CANDIDATE, list, content, bills, going, NOW.plusSeconds(step));
        assertFalse(again.isNew(), "asked again it is another bill");
        assertEquals(made.bill().id(), again.bill().id());
        assertEquals(List.of(), again.surplus());
        if (made.bill().state() == BillState.OPEN && random.nextBoolean()) {
          bills.set(bills.size() - 1, paid(made.bill()));
        }
      }
    }
  }

  private static void assertSumsComeOut(
      PreferenceList content, List<Bill> bills, List<Surplus> going, Bill last) {
    Map<String, Long> owed = new TreeMap<>();
    content.preferences().forEach(one -> owed.merge(one.institutionCode(), FEE, Long::sum));
    Map<String, Long> sums = new TreeMap<>();
    bills.stream()
        .filter(bill -> bill.state() == BillState.PAID || bill.id().equals(last.id()))
        .forEach(bill -> add(sums, bill.lines(), 1));
    going.forEach(surplus -> add(sums, surplus.lines(), -1));
    sums.values().removeIf(amount -> amount == 0);
    assertEquals(owed, sums);
  }

  private static PreferenceList at(String... institutions) {
    return new PreferenceList(
        List.of(institutions).stream()
            .map(institution -> Preference.of(institution, "P" + institution))
            .toList());
  }

  private static Surplus staying(Surplus surplus) {
    return new Surplus(surplus.id(), surplus.bill(), surplus.payment(), surplus.lines(), true);
  }

  @Test
  void whatWasNotSentBackAfterAllIsSettledAsBeforeAndNotOfferedAgain() {
    Decision first = next.of(CANDIDATE, list(1), at("BKA", "QHI"), List.of(), List.of(), NOW);
    List<Bill> bills = new ArrayList<>(List.of(paid(first.bill())));
    Decision without = next.of(CANDIDATE, list(2), at("BKA"), bills, List.of(), NOW.plusSeconds(1));
    bills.add(without.bill());
    List<Surplus> going = without.surplus();
    assertEquals(1, going.size());
    List<Surplus> stays = going.stream().map(NextBillTest::staying).toList();
    assertFalse(next.of(CANDIDATE, list(2), at("BKA"), bills, stays, NOW).isNew());
    Decision back = next.of(CANDIDATE, list(3), at("BKA", "QHI"), bills, going, NOW);
    assertEquals(FEE, back.bill().amount().amount());
    Decision kept = next.of(CANDIDATE, list(3), at("BKA", "QHI"), bills, stays, NOW);
    assertEquals(0, kept.bill().amount().amount());
    Decision none = next.of(CANDIDATE, list(3), at("KHA"), bills, stays, NOW);
    assertEquals(
        List.of("BKA"),
        none.surplus().stream()
            .flatMap(one -> one.lines().stream())
            .map(BillLine::institution)
            .toList());
  }

  @Test
  void onlyPreferencesByChargedMethodsAreCharged() {
    NextBill of2022 = new NextBill(RulesFile.read("2022"), random);
    PreferenceList content =
        new PreferenceList(
            List.of(
                new Preference(new ProgrammeRef("BKA", "IT1"), "100", "A00"),
                new Preference(new ProgrammeRef("BKA", "IT1"), "200", "A00"),
                new Preference(new ProgrammeRef("QHI", "CN1"), "402", "")));
    Bill bill = of2022.of(CANDIDATE, list(1), content, List.of(), List.of(), NOW).bill();
    assertEquals(1, bill.preferences());
    assertEquals(bill.fee(), bill.amount());
    assertEquals(List.of("BKA"), bill.lines().stream().map(BillLine::institution).toList());
    assertTrue(bill.toTell());
  }

  @Test
  void aBillOfNothingIsPaidAtBirthUnlessItTakesAnothersPlace() {
    NextBill of2022 = new NextBill(RulesFile.read("2022"), random);
    PreferenceList free =
        new PreferenceList(List.of(new Preference(new ProgrammeRef("QHI", "CN1"), "402", "")));
    Bill bill = of2022.of(CANDIDATE, list(1), free, List.of(), List.of(), NOW).bill();
    assertEquals(BillState.PAID, bill.state());
    assertFalse(bill.toTell());
    PreferenceList charged =
        new PreferenceList(List.of(new Preference(new ProgrammeRef("BKA", "IT1"), "100", "A00")));
    Bill open = of2022.of(CANDIDATE, list(2), charged, List.of(), List.of(), NOW).bill();
    Bill instead = of2022.of(CANDIDATE, list(3), free, List.of(open), List.of(), NOW).bill();
    assertEquals(Optional.of(open.id()), instead.supersedes());
    assertEquals(BillState.OPEN, instead.state());
    assertTrue(instead.toTell());
  }
}
