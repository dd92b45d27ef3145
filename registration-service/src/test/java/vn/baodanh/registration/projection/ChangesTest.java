package vn.baodanh.registration.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Kind;

class ChangesTest {
  private static final UUID ANNA = new UUID(1, 1);
  private static final Choices CHOICES = new Choices(false);

  private static JournaledFiling list(long seq, boolean applied, String canonical) {
    return filing(Kind.PREFERENCES, seq, applied, canonical);
  }

  private static JournaledFiling registration(long seq) {
    return filing(Kind.REGISTRATION, seq, true, "{}");
  }

  private static JournaledFiling filing(Kind kind, long seq, boolean applied, String content) {
    return new JournaledFiling(0, 0, seq, seq, ANNA, kind, applied, content.getBytes(UTF_8));
  }

  private static Change change(
      ChangeKind kind, String institution, long seq, String programmes, long registrationSeq) {
    return new Change(kind, institution, ANNA, seq, programmes, form(registrationSeq), false);
  }

  private static Form form(long seq) {
    return new Form(0, seq, seq);
  }

  private static Change created(String institution, long seq, String programmes) {
    return change(ChangeKind.CREATED, institution, seq, programmes, 0);
  }

  private static Change struck(String institution, long seq) {
    return change(ChangeKind.STRUCK, institution, seq, "", 0);
  }

  private static List<Change> changes(Map<UUID, Applicant> before, JournaledFiling... rows) {
    return Changes.of(List.of(rows), before, CHOICES);
  }

  private static Map<UUID, Applicant> before(String list, long registrationSeq, boolean paid) {
    var choices = CHOICES.byInstitution(list.getBytes(UTF_8));
    return Map.of(ANNA, new Applicant(choices, 1, form(registrationSeq), paid));
  }

  @Test
  void aFirstListIsOneChangeForEachInstitutionWithItsProgrammesInOrder() {
    assertEquals(
        List.of(created("BKA", 1, "IT1\nIT2"), created("QHI", 1, "CN1")),
        changes(Map.of(), list(1, true, "BKA/IT1\nQHI/CN1\nBKA/IT2\n")));
  }

  @Test
  void whatIsDroppedIsStruckAndWhatStaysIsSilent() {
    assertEquals(
        List.of(created("KHA", 2, "7310104"), struck("QHI", 2)),
        changes(before("BKA/IT1\nQHI/CN1\n", 0, false), list(2, true, "BKA/IT1\nKHA/7310104\n")));
  }

  @Test
  void theOrderOfProgrammesAtOneInstitutionIsAChange() {
    assertEquals(
        List.of(change(ChangeKind.CHANGED, "BKA", 2, "IT2\nIT1", 0)),
        changes(before("BKA/IT1\nBKA/IT2\n", 0, false), list(2, true, "BKA/IT2\nBKA/IT1\n")));
  }

  @Test
  void placesAreToldWhereTheSeasonShowsThemAndAreAChangeThen() {
    var shown = new Choices(true);
    assertEquals(
        Map.of("BKA", "IT1\t1\nIT2\t3", "QHI", "CN1\t2"),
        shown.byInstitution("BKA/IT1\nQHI/CN1\nBKA/IT2\n".getBytes(UTF_8)));
    var list = list(1, true, "BKA/IT1\nQHI/CN1\n");
    var turned = list(2, true, "QHI/CN1\nBKA/IT1\n");
    assertEquals(4, Changes.of(List.of(list, turned), Map.of(), shown).size());
    assertEquals(2, Changes.of(List.of(list, turned), Map.of(), CHOICES).size());
  }

  @Test
  void whatWasNotAppliedChangesNothing() {
    assertEquals(List.of(), changes(Map.of(), list(2, false, "QHI/CN1\n")));
  }

  @Test
  void withinOneBatchEachListIsComparedWithTheOneBefore() {
    assertEquals(
        List.of(created("BKA", 1, "IT1"), created("QHI", 2, "CN1"), struck("BKA", 2)),
        changes(Map.of(), list(1, true, "BKA/IT1\n"), list(2, true, "QHI/CN1\n")));
  }

  @Test
  void aCorrectedRegistrationIsAChangeWhereverTheCandidateIsAnApplicant() {
    assertEquals(
        List.of(
            created("BKA", 4, "IT1"),
            change(ChangeKind.CHANGED, "BKA", 5, "IT1", 5),
            change(ChangeKind.CREATED, "QHI", 6, "CN1", 5)),
        changes(
            Map.of(),
            list(4, true, "BKA/IT1\n"),
            registration(5),
            list(6, true, "BKA/IT1\nQHI/CN1\n")));
    assertEquals(List.of(), changes(Map.of(), registration(3)));
  }

  @Test
  void whoHasPaidIsPaidUntilTheListIsAnother() {
    var paid = before("BKA/IT1\nQHI/CN1\n", 1, true);
    assertEquals(
        List.of(true, true),
        Changes.ofPayment(ANNA, paid.get(ANNA)).stream().map(Change::paid).toList());
    assertEquals(
        List.of(true, true, false),
        changes(paid, registration(2), list(3, true, "BKA/IT2\nQHI/CN1\n")).stream()
            .map(Change::paid)
            .toList());
  }

  @Test
  void aCandidatesRowsAreComparedWithWhatCountedBeforeTheFirstAppliedOne() {
    var refused = list(1, false, "BKA/IT1\n");
    assertEquals(
        Map.of(ANNA, 2L),
        Changes.firstSeqs(List.of(refused, list(2, true, "BKA/IT1\n"), registration(3))));
  }

  @Test
  void eachInstitutionsChunksFollowItsOwnLastPositionWithoutGaps() {
    var chunks =
        Chunk.of(changes(Map.of(), list(1, true, "BKA/IT1\n"), list(2, true, "QHI/CN1\n")));
    assertEquals(
        List.of(12L, 1L),
        Chunk.placed(chunks, Map.of("BKA", 10L), new Random(1)).stream()
            .map(Chunk.Placed::lastPosition)
            .toList());
  }
}
