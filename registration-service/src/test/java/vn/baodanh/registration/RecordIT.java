package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Journal, current lists, log and projection, after a random season on two nodes. */
class RecordIT {
  private static final int CANDIDATES = 150;
  private static final int ROUNDS = 6;

  private static Stack stack;

  @BeforeAll
  static void playASeason() {
    stack = new Stack("record_it");
    List<Node> nodes = List.of(stack.node(), stack.node());
    stack.openWindow();
    Random random = Seeds.random(RecordIT.class);
    long taken = 0;
    long[] versions = new long[CANDIDATES];
    for (int round = 0; round < ROUNDS; round++) {
      taken += play(nodes, random, versions, round);
    }
    long all = taken;
    Stack.eventually(
        "all recorded", () -> stack.count("SELECT count(*) FROM filing_journal") == all);
    Stack.eventually(
        "all projected",
        () ->
            stack.count("SELECT coalesce(sum(seq), 0) FROM application_cursor")
                == stack.count("SELECT sum(seq) FROM partition"));
  }

  /**
   * Each candidate files once or twice at the same time on either node; some repeat. Answers how
   * many were taken.
   */
  private static long play(List<Node> nodes, Random random, long[] versions, int round) {
    List<CompletableFuture<Answer>> sent = new ArrayList<>();
    List<Integer> senders = new ArrayList<>();
    for (int c = 0; c < CANDIDATES; c++) {
      int times = 1 + random.nextInt(2);
      String list = Lists.random(random);
      for (int i = 0; i < times; i++) {
        boolean repeats = random.nextInt(4) == 0;
        String key = "key-%04d-%d".formatted(round, repeats ? 0 : i);
        Device device = nodes.get(random.nextInt(2)).of("candidate-" + c);
        sent.add(
            device.sendFiling(key, versions[c], repeats || i == 0 ? list : Lists.random(random)));
        senders.add(c);
      }
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < sent.size(); i++) {
      Answer answer = sent.get(i).join();
      if (answer.status() == 202) {
        ids.add(answer.text("id"));
        versions[senders.get(i)] = Math.max(versions[senders.get(i)], answer.version());
      }
    }
    return ids.size();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void currentListsAreTheFoldOfTheJournal() {
    assertEquals(CANDIDATES, stack.count("SELECT count(*) FROM preference_list"));
    assertEquals(
        0,
        stack.count(
            """
            SELECT count(*) FROM (
              SELECT DISTINCT ON (candidate_id) candidate_id, order_us, filing_id, content, seq FROM filing_journal
              WHERE outcome = 1 ORDER BY candidate_id, order_us DESC) folded
            FULL JOIN preference_list list USING (candidate_id)
            WHERE (folded.order_us, folded.filing_id, folded.content, folded.seq)
              IS DISTINCT FROM (list.order_us, list.filing_id, list.content, list.seq)
            """));
    assertEquals(
        0,
        stack.count(
            """
            SELECT count(*) FROM preference_list list
            WHERE last_order_us <> (SELECT max(order_us) FROM filing_journal j WHERE j.candidate_id = list.candidate_id)
            """));
  }

  @Test
  void noAppliedFilingCameBeforeAnEarlierOneInItsJournal() {
    assertEquals(
        0,
        stack.count(
            """
            SELECT count(*) FROM filing_journal a JOIN filing_journal b USING (candidate_id)
            WHERE a.outcome = 1 AND b.outcome = 1 AND a.seq < b.seq AND a.order_us >= b.order_us
            """));
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
  void everyHeadIsChainedToTheOneBeforeAndCoversTheRowsAfterIt() {
    assertEquals(
        0,
        stack.count(
            """
            SELECT count(*) FROM log_head h LEFT JOIN log_head b ON b.partition = h.partition AND b.number = h.number - 1
            WHERE h.first_seq <> coalesce(b.first_seq + b.size, 1)
              OR (b.number IS NULL AND (h.number <> 1 OR h.previous <> decode(repeat('00', 32), 'hex')))
              OR (b.number IS NOT NULL AND h.previous <> sha256(
                int4send(14) || 'baodanh-log-v1'::bytea || int4send(b.partition) || int8send(b.number) || int8send(b.first_seq)
                || int4send(b.size) || b.root || b.previous || int8send(b.recorded_us)))
            """));
    assertEquals(
        stack.count("SELECT sum(size) FROM log_head"),
        stack.count("SELECT count(*) FROM filing_journal"));
  }

  @Test
  void whatInstitutionsReadIsWhatCandidatesChose() {
    String chosen =
        """
        SELECT l.candidate_id, split_part(line, '/', 1) AS institution, string_agg(split_part(line, '/', 2), E'\\n' ORDER BY place) AS programmes
        FROM preference_list l, string_to_table(rtrim(convert_from(l.content, 'UTF8'), E'\\n'), E'\\n') WITH ORDINALITY AS t (line, place)
        GROUP BY 1, 2
        """;
    String projected =
        """
        SELECT candidate_id, institution_code, programmes FROM (
          SELECT DISTINCT ON (institution_code, candidate_id) * FROM application_change
          ORDER BY institution_code, candidate_id, position DESC) newest
        WHERE programmes <> ''
        """;
    assertTrue(stack.count("SELECT count(*) FROM (" + chosen + ") c") > CANDIDATES);
    assertEquals(
        0, stack.count("SELECT count(*) FROM (" + chosen + " EXCEPT " + projected + ") d"));
    assertEquals(
        0, stack.count("SELECT count(*) FROM (" + projected + " EXCEPT " + chosen + ") d"));
    assertEquals(
        stack.count("SELECT count(*) FROM application_change"),
        stack.count("SELECT position FROM application_position"));
  }
}
