package vn.baodanh.registration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.person.Role;

/**
 * Feeds that are pulled over HTTP while candidates file on two nodes, commits are late at random,
 * whoever records or projects loses its session again and again, and readers stop in the middle of
 * a body and go on at another node.
 */
class FeedFireIT {
  private static final boolean FULL = Boolean.getBoolean("full");
  private static final int CANDIDATES = FULL ? 3_000 : 300;
  private static final int ROUNDS = FULL ? 20 : 6;
  private static final List<String> INSTITUTIONS = List.of("BKA", "YHB", "KHA", "QSB");

  private static Stack stack;
  private static final List<FireReader> READERS = new ArrayList<>();

  @BeforeAll
  static void playASeason() {
    stack = new Stack("feed_fire_it");
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      nodes.add(stack.node("PULLS_PER_MINUTE", "100000"));
    }
    stack.openWindow();
    commitLate();
    Random random = Seeds.random(FeedFireIT.class);
    for (String institution : INSTITUTIONS) {
      stack.grant("of-" + institution, Role.INSTITUTION, institution);
      String token = stack.portal.token("of-" + institution);
      var reader = new FeedReader(token, nodes.getFirst().port(), institution);
      nodes.forEach(node ->
          Stack.eventually("known", () -> reader.at(node).pull("?limit=1").status() == 200));
      READERS.add(new FireReader(reader, nodes, new Random(random.nextLong())));
    }
    Season season = new Season(nodes, random, CANDIDATES);
    for (int round = 0; round < ROUNDS; round++) {
      season.play(round);
      stack.terminateOwners();
    }
    var taken = season.taken();
    Stack.eventually("all recorded", () -> stack.journal().size() >= taken.size());
    Stack.eventually(
        "all projected",
        () ->
            stack.count("SELECT coalesce(sum(seq), 0) FROM application_cursor")
                == stack.count("SELECT sum(seq) FROM partition"));
    READERS.forEach(FireReader::finish);
  }

  @AfterAll
  static void stop() {
    READERS.forEach(FireReader::close);
    READERS.clear();
    stack.close();
  }

  /** Every second commit of a projection or a recording takes up to 40 ms more. */
  private static void commitLate() {
    stack.execute(
        """
        CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_sleep(greatest(0, random() - 0.5) * 0.08);
          RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER late AFTER INSERT OR UPDATE ON application_cursor DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION late();
        CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON partition DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION late();
        """);
  }

  @Test
  void whatWasReadPieceByPieceIsWhatIsThereInItsOrderNothingMissingNothingTwice() {
    for (FireReader reader : READERS) {
      List<String> whole = reader.reader().pull("").expect(200).text().lines().toList();
      assertEquals(whole, reader.lines(), reader.reader().institution());
      assertTrue(reader.pulls() > 5, "pulls of " + reader.reader().institution());
    }
    System.out.println("lines read: " + READERS.stream().mapToInt(r -> r.lines().size()).sum());
  }

  @Test
  void thePagesOfAnInstitutionAreAllItsRowsInTheOrderOfTheirCommits() {
    for (FireReader reader : READERS) {
      String institution = reader.reader().institution();
      assertEquals(
          stack.rows(
              "SELECT position, candidate_id FROM application_change_each WHERE institution_code = '%s' ORDER BY position"
                  .formatted(institution)),
          reader.lines().stream()
              .map(JsonObject::new)
              .map(line ->
                  List.of(
                      line.getString("cursor").replaceAll("-.*", ""), line.getString("applicant")))
              .toList());
      assertEquals(
          LongStream.rangeClosed(1, reader.lines().size()).boxed().toList(),
          reader.lines().stream()
              .map(line ->
                  Long.valueOf(new JsonObject(line).getString("cursor").replaceAll("-.*", "")))
              .toList());
    }
  }

  @Test
  void theLastLineOfEachApplicantIsWhatTheCandidateChose() {
    for (FireReader reader : READERS) {
      String institution = reader.reader().institution();
      Map<String, List<String>> read = new HashMap<>();
      for (String text : reader.lines()) {
        JsonObject line = new JsonObject(text);
        List<String> programmes =
            line.getJsonArray("programmes").stream()
                .map(programme -> ((JsonObject) programme).getString("programmeCode"))
                .toList();
        List<String> before = read.put(line.getString("applicant"), programmes);
        assertNotEquals(before, programmes, "a change that changes nothing: " + text);
        assertEquals(programmes.isEmpty(), line.getString("change").equals("struck"), text);
      }
      read.values().removeIf(List::isEmpty);
      assertEquals(chosen(institution), read, institution);
    }
  }

  private static Map<String, List<String>> chosen(String institution) {
    return stack
        .rows(
            """
            SELECT candidate_id, split_part(line, '/', 2)
            FROM current_filing, string_to_table(rtrim(convert_from(content, 'UTF8'), E'\\n'), E'\\n') WITH ORDINALITY AS t (line, place)
            WHERE kind = 1 AND split_part(line, '/', 1) = '%s' ORDER BY candidate_id, place
            """
                .formatted(institution))
        .stream()
        .collect(groupingBy(List::getFirst, mapping(List::getLast, toList())));
  }
}
