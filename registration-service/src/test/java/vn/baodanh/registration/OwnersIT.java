package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.recording.Recorder;

/** One node records a partition; if two believe that they do, one gives up and nothing is twice. */
class OwnersIT {
  private static final int CANDIDATES = 120;
  private static final int ROUNDS = 5;

  private Stack stack;

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void twoOwnersForcedOnEveryPartitionRecordNothingTwice() throws SQLException {
    stack = new Stack("two_owners_it");
    Node first = stack.node();
    stack.openWindow();
    letEverybodyOwn();
    stack.stop(first);
    try (LogWatch log = new LogWatch(Recorder.class)) {
      List<Node> nodes =
          List.of(
              stack.node("RECORDING_INTERVAL_MS", "1", "RECORDING_BATCH", "7"),
              stack.node("RECORDING_INTERVAL_MS", "1", "RECORDING_BATCH", "5"));
      Season season = new Season(nodes, Seeds.random(getClass()), CANDIDATES);
      int round = 0;
      while (round < ROUNDS || round < 10 * ROUNDS && gaveUp(log) == 0) {
        season.play(round++);
      }
      awaitAllRecorded(season);
      JournalAudit.check(stack);
      assertTrue(gaveUp(log) > 0, "no owner gave up");
      assertEquals(0, stack.count("SELECT count(*) FROM filing_set_aside"));
    }
  }

  private static long gaveUp(LogWatch log) {
    return log.count("was recorded further by another owner");
  }

  /**
   * The advisory lock is only asked for: a function of the same name, found before Postgres's own,
   * says yes to everybody.
   */
  private void letEverybodyOwn() throws SQLException {
    stack.execute(
        """
        CREATE SCHEMA forced;
        CREATE FUNCTION forced.pg_try_advisory_lock(int, int) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        GRANT USAGE ON SCHEMA forced TO registration;
        """);
    try (var db = Stack.POSTGRES.superuser();
        var statement = db.createStatement()) {
      statement.execute(
          "ALTER ROLE registration IN DATABASE two_owners_it"
              + " SET search_path = forced, pg_catalog, public");
    }
  }

  @Test
  void anOwnerWhoseSessionEndsHandsOverToTheOtherNodeAndDoesNoHarmWhenItComesBack() {
    stack = new Stack("handover_it");
    List<Node> nodes =
        List.of(
            stack.node("DATABASE_URL", stack.databaseUrl() + "?application_name=one"),
            stack.node("DATABASE_URL", stack.databaseUrl() + "?application_name=two"));
    stack.openWindow();
    Season season = new Season(nodes, Seeds.random(getClass()), CANDIDATES);
    season.play(0);
    Stack.eventually("every partition has an owner", () -> sum(owners()) == 4);
    String owner = owners().containsKey("one") ? "one" : "two";
    String other = owner.equals("one") ? "two" : "one";
    int[] round = {0};
    Stack.eventually(
        "the other node owns all",
        () -> {
          stack.terminate(
              "SELECT pid FROM pg_stat_activity WHERE application_name = '" + owner + "'");
          season.play(++round[0]);
          return owners().getOrDefault(other, 0) == 4;
        });
    season.play(++round[0]);
    awaitAllRecorded(season);
    JournalAudit.check(stack);
    assertEquals(Map.of(other, 4), owners());
  }

  private Map<String, Integer> owners() {
    Map<String, Integer> partitions = new TreeMap<>();
    stack
        .rows(
            """
            SELECT application_name, count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND classid = 7301 AND datname = current_database() GROUP BY 1
            """)
        .forEach(row -> partitions.put(row.get(0), Integer.parseInt(row.get(1))));
    return partitions;
  }

  private static int sum(Map<String, Integer> partitions) {
    return partitions.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void awaitAllRecorded(Season season) {
    Stack.eventually("all recorded", () -> stack.journal().size() >= season.taken().size());
    assertEquals(season.taken(), stack.journal().keySet());
  }
}
