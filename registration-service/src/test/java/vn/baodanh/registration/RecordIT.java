package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Journal, current lists, log and projection, after a random season on two nodes during which
 * whoever records or projects loses its session again and again.
 */
class RecordIT {
  private static final int CANDIDATES = 300;
  private static final int ROUNDS = 8;

  private static Stack stack;
  private static Set<String> taken;
  private static Map<String, List<Long>> changesRead;

  @BeforeAll
  static void playASeason() {
    stack = new Stack("record_it");
    List<Node> nodes = List.of(stack.node(), stack.node());
    stack.openWindow();
    Season season = new Season(nodes, Seeds.random(RecordIT.class), CANDIDATES);
    try (ChangeReader reader = new ChangeReader(stack)) {
      for (int round = 0; round < ROUNDS; round++) {
        season.play(round);
        stack.terminateOwners();
      }
      taken = season.taken();
      Stack.eventually("all recorded", () -> stack.journal().size() >= taken.size());
      Stack.eventually(
          "all projected",
          () ->
              stack.count("SELECT coalesce(sum(seq), 0) FROM application_cursor")
                  == stack.count("SELECT sum(seq) FROM partition"));
      changesRead = reader.positionsByInstitution();
    }
    System.out.println("taken: " + taken.size() + ", institutions: " + changesRead.size());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whatWasTakenIsInTheJournalOnceAndNothingElseIs() {
    Map<String, Long> expected = new HashMap<>();
    taken.forEach(id -> expected.put(id, 1L));
    assertEquals(expected, stack.journal());
    assertEquals(CANDIDATES, stack.count("SELECT count(*) FROM current_filing"));
  }

  @Test
  void currentListsAreTheFoldOfTheJournal() {
    JournalAudit.currentListsAreTheFold(stack);
  }

  @Test
  void noAppliedFilingCameBeforeAnEarlierOneInItsJournal() {
    JournalAudit.ordersAscend(stack);
  }

  @Test
  void everyHeadIsChainedToTheOneBeforeAndIsTheTreeOfItsRows() {
    JournalAudit.headsAreChained(stack);
    assertEquals(
        stack.count("SELECT sum(size) FROM log_head"),
        stack.count("SELECT count(*) FROM filing_journal"));
  }

  @Test
  void whoReadsTheChangesWhileTheyAreWrittenMissesNoneAndGetsNoneTwice() {
    Map<String, List<Long>> expected = new HashMap<>();
    stack
        .rows("SELECT institution_code, count(*) FROM application_change_each GROUP BY 1")
        .forEach(row ->
            expected.put(
                row.getFirst(),
                LongStream.rangeClosed(1, Long.parseLong(row.getLast())).boxed().toList()));
    assertEquals(expected, changesRead);
  }

  @Test
  void theServicesOwnRoleCanOnlyAddToJournalAndLog() throws SQLException {
    try (Connection db = stack.connect("registration");
        Statement statement = db.createStatement()) {
      for (String table : List.of("filing_journal", "log_head", "application_change")) {
        for (String attempt :
            List.of(
                "UPDATE " + table + " SET partition = 0",
                "DELETE FROM " + table,
                "TRUNCATE " + table)) {
          SQLException refused =
              assertThrows(SQLException.class, () -> statement.execute(attempt), attempt);
          assertEquals("42501", refused.getSQLState(), attempt);
        }
      }
    }
  }

  @Test
  void whatInstitutionsReadIsWhatCandidatesChose() {
    String chosen =
        """
        SELECT l.candidate_id, split_part(line, '/', 1) AS institution, string_agg(split_part(line, '/', 2), E'\\n' ORDER BY place) AS programmes
        FROM current_filing l, string_to_table(rtrim(convert_from(l.content, 'UTF8'), E'\\n'), E'\\n') WITH ORDINALITY AS t (line, place)
        GROUP BY 1, 2
        """;
    String projected =
        """
        SELECT candidate_id, institution_code, programmes FROM (
          SELECT DISTINCT ON (institution_code, candidate_id) * FROM application_change_each
          ORDER BY institution_code, candidate_id, position DESC) newest
        WHERE programmes <> ''
        """;
    assertTrue(stack.count("SELECT count(*) FROM (" + chosen + ") c") > CANDIDATES);
    assertEquals(List.of(), stack.rows(chosen + " EXCEPT " + projected));
    assertEquals(List.of(), stack.rows(projected + " EXCEPT " + chosen));
    assertEquals(
        stack.count("SELECT count(*) FROM application_change_each"),
        stack.count("SELECT position FROM application_position"));
  }
}
