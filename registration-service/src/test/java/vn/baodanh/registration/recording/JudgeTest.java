package vn.baodanh.registration.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Document;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Grounds;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Outcome;
import vn.baodanh.registration.queue.Kept;

class JudgeTest {
  private static final UUID ANNA = new UUID(0x8000L, 0x8000_0000_0000_0001L);

  private static Filing filing(String key, int body, long receivedUs, long expectedUs) {
    byte[] digest = new byte[32];
    digest[0] = (byte) body;
    return new Filing(
        FilingId.of(ANNA, Kind.PREFERENCES, key, digest),
        ANNA,
        Kind.PREFERENCES,
        receivedUs,
        expectedUs,
        digest,
        new Grounds("2026.1", 1),
        new byte[0],
        "here");
  }

  private static Known known(Filing filing, long orderUs) {
    return new Known(
        filing.id(),
        filing.digest(),
        Outcome.APPLIED,
        Optional.empty(),
        orderUs,
        filing.receivedUs(),
        1);
  }

  private static Judge judge(long lastOrderUs, Known... known) {
    return new Judge(
        lastOrderUs == 0
            ? Map.of()
            : Map.of(new Document(ANNA, Kind.PREFERENCES), Place.of(lastOrderUs)),
        List.of(),
        List.of(known));
  }

  private static void assertJournaled(Outcome outcome, String reason, Verdict verdict) {
    var journaled = assertInstanceOf(Verdict.Journaled.class, verdict);
    assertEquals(outcome, journaled.outcome());
    assertEquals(Optional.ofNullable(reason), journaled.reason());
  }

  @Test
  void theFirstFilingIsApplied() {
    assertJournaled(Outcome.APPLIED, null, judge(0).ofQueue(filing("key-1", 1, 100, 0), 100));
  }

  @Test
  void aFilingThatKnewTheLastOneIsApplied() {
    assertJournaled(Outcome.APPLIED, null, judge(100).ofQueue(filing("key-2", 2, 200, 100), 200));
  }

  @Test
  void aFilingThatDidNotKnowTheLastOneIsRefused() {
    assertJournaled(
        Outcome.REFUSED, "stale-version", judge(100).ofQueue(filing("key-2", 2, 200, 0), 200));
  }

  @Test
  void aFilingEarlierInOrderThanWhatIsRecordedIsOvertaken() {
    assertJournaled(Outcome.OVERTAKEN, null, judge(300).ofQueue(filing("key-2", 2, 200, 0), 200));
    assertJournaled(Outcome.OVERTAKEN, null, judge(200).ofQueue(filing("key-2", 2, 200, 0), 200));
  }

  @Test
  void withinABatchEachFilingIsJudgedAfterTheOnesBefore() {
    Judge judge = judge(0);
    assertJournaled(Outcome.APPLIED, null, judge.ofQueue(filing("key-1", 1, 100, 0), 100));
    assertJournaled(Outcome.APPLIED, null, judge.ofQueue(filing("key-2", 2, 200, 100), 200));
    assertJournaled(
        Outcome.REFUSED, "stale-version", judge.ofQueue(filing("key-3", 3, 300, 100), 300));
    assertJournaled(Outcome.APPLIED, null, judge.ofQueue(filing("key-4", 4, 400, 300), 400));
  }

  @Test
  void whatTheJournalHoldsIsADuplicateOnEitherLane() {
    Filing filing = filing("key-1", 1, 100, 0);
    Judge judge = judge(100, known(filing, 100));
    assertEquals(
        100,
        assertInstanceOf(Verdict.Duplicate.class, judge.ofQueue(filing, 150)).first().orderUs());
    assertEquals(
        100,
        assertInstanceOf(Verdict.Duplicate.class, judge.ofDirect(filing, Optional.empty()))
            .first()
            .orderUs());
  }

  @Test
  void aRepeatIsADuplicateAlsoAfterTheClose() {
    Filing filing = filing("key-1", 1, 100, 0);
    assertInstanceOf(
        Verdict.Duplicate.class,
        judge(100, known(filing, 100)).ofDirect(filing, Optional.of(new Kept.Closed())));
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefusedOnEitherLane() {
    Filing first = filing("key-1", 1, 100, 0);
    Filing other = filing("key-1", 2, 200, 100);
    assertJournaled(
        Outcome.REFUSED, "key-reused", judge(100, known(first, 100)).ofQueue(other, 200));
    assertEquals(
        new Verdict.NotTaken(new Kept.KeyReused()),
        judge(100, known(first, 100)).ofDirect(other, Optional.empty()));
  }

  @Test
  void theDirectLaneGivesAnOrderAfterAllThatIsKnown() {
    var late = judge(500).ofDirect(filing("key-2", 2, 200, 600), Optional.empty());
    assertEquals(601, assertInstanceOf(Verdict.Journaled.class, late).orderUs());
    var usual = judge(0).ofDirect(filing("key-1", 1, 200, 0), Optional.empty());
    assertEquals(200, assertInstanceOf(Verdict.Journaled.class, usual).orderUs());
  }

  /** Lists 1 and 2 waited in the queue when a repeat of list 1 was recorded directly. */
  @Test
  void aRepeatThatWasRecordedDirectlyDoesNotOvertakeWhatWasFiledAfterItsFirstCopy() {
    Filing first = filing("key-1", 1, 100, 0);
    Judge judge = judge(900, known(first, 900));
    assertInstanceOf(Verdict.Duplicate.class, judge.ofQueue(first, 100));
    assertJournaled(
        Outcome.REFUSED, "stale-version", judge.ofQueue(filing("key-4", 4, 150, 0), 150));
    Verdict second = judge.ofQueue(filing("key-2", 2, 200, 100), 200);
    assertJournaled(Outcome.APPLIED, null, second);
    assertEquals(901, assertInstanceOf(Verdict.Journaled.class, second).orderUs());
    Verdict third = judge.ofQueue(filing("key-3", 3, 300, 200), 300);
    assertEquals(902, assertInstanceOf(Verdict.Journaled.class, third).orderUs());
    assertJournaled(Outcome.OVERTAKEN, null, judge.ofQueue(filing("key-5", 5, 300, 100), 300));
  }

  @Test
  void whatWasFiledDirectlyOnTopOfARepeatOvertakesWhatWaitedInTheQueue() {
    Filing first = filing("key-1", 1, 100, 0);
    Judge judge = judge(950, known(first, 900));
    assertInstanceOf(Verdict.Duplicate.class, judge.ofQueue(first, 100));
    assertJournaled(Outcome.OVERTAKEN, null, judge.ofQueue(filing("key-2", 2, 200, 100), 200));
  }

  @Test
  void theDirectLaneTakesNothingStaleAndNothingOutsideTheWindow() {
    assertEquals(
        new Verdict.NotTaken(new Kept.Stale(100)),
        judge(100).ofDirect(filing("key-2", 2, 200, 0), Optional.empty()));
    assertEquals(
        new Verdict.NotTaken(new Kept.Closed()),
        judge(0).ofDirect(filing("key-1", 1, 200, 0), Optional.of(new Kept.Closed())));
  }
}
