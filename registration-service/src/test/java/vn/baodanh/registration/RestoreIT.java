package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import vn.baodanh.registration.FeedReader.Pulled;
import vn.baodanh.registration.person.Role;

/**
 * The database is copied file by file, more is filed, a university pulls past the copy, and the
 * copy is put back: its cursor asks for a resync, and the full pull is what is on file then.
 */
class RestoreIT {
  private static final String AT = "YHB/7720101YHT";

  private Stack stack;
  private Node node;
  private FeedReader reader;

  /** Where the university stood when the copy was made, and before the copy was put back. */
  private String beforeCopy;

  private String pastCopy;

  /** What it held then. */
  private List<JsonObject> lost;

  @BeforeEach
  void pullPastTheCopy(TestInfo test) {
    stack = new Stack(test.getTags().iterator().next());
    startNode();
    stack.grant("officer", Role.INSTITUTION, "YHB");
    reader = new FeedReader(stack.portal.token("officer"), node.port(), "YHB");
    Stack.eventually("the grant is known", () -> reader.pull("").status() == 200);
    beforeCopy = file(2, "before").header("Feed-Cursor");
    stack.stopNodes();
    stack.copy();
    startNode();
    Pulled past = file(5, "after");
    pastCopy = past.header("Feed-Cursor");
    lost = past.lines();
    stack.stopNodes();
    stack.putCopyBack();
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  private void startNode() {
    node = stack.node("PULLS_PER_MINUTE", "100000");
    stack.openWindow();
    if (reader != null) {
      reader = reader.at(node);
    }
  }

  /** The feed once so many have filed it in all. */
  private Pulled file(int inAll, String names) {
    for (int i = reader.pull("").expect(200).lines().size(); i < inAll; i++) {
      node.of(names + "-" + i).file("key-00000001", 0, Lists.of(AT)).expect(202);
    }
    Stack.eventually(inAll + " lines", () -> reader.pull("").lines().size() == inAll);
    return reader.pull("");
  }

  private static Set<String> applicants(List<JsonObject> lines) {
    return lines.stream()
        .map(line -> line.getString("applicant"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void resyncIsAsked() {
    for (String query : List.of("", "&limit=1", "&format=csv")) {
      Pulled answer = reader.pull("?after=" + pastCopy + query).expect(410);
      assertEquals("resync", answer.code());
    }
    for (JsonObject line : lost.subList(2, 5)) {
      assertEquals("resync", reader.pull("?after=" + line.getString("cursor")).code());
    }
  }

  /** A copy of seconds ago: Redis still has all that came after it, and it is recorded again. */
  @Test
  @Tag("restore_it")
  void whatRedisStillHoldsIsRecordedAgainAndItsCursorsAreOtherOnes() {
    startNode();
    Stack.eventually("recorded again", () -> reader.pull("").lines().size() == 5);
    resyncIsAsked();
    assertEquals(3, reader.pull("?after=" + beforeCopy).expect(200).lines().size());
    List<JsonObject> whole = reader.pull("").lines();
    assertEquals(lost.subList(0, 2), whole.subList(0, 2), "what the copy has is as it was");
    assertEquals(applicants(lost), applicants(whole));
    assertEquals(List.of(), reader.pull("?after=" + whole.getLast().getString("cursor")).lines());
  }

  /** An older copy: what came after it is gone, until people file again. README says what to do. */
  @Test
  @Tag("restore_older_it")
  void afterAnOlderCopyAnOperatorBeginsANewQueueAndNoPlaceOfWhatIsGoneIsTakenForANewOne() {
    stack.redis.restartEmpty();
    String why = assertThrows(RuntimeException.class, this::startNode).getMessage();
    assertTrue(why.contains("does not hold the queue of this installation"), why);
    stack.stopNodes();
    stack.execute("UPDATE installation SET redis_epoch = NULL");
    startNode();
    resyncIsAsked();
    assertEquals(lost.subList(0, 2), reader.pull("").expect(200).lines());
    assertEquals(List.of(), reader.pull("?after=" + beforeCopy).expect(200).lines());

    List<JsonObject> whole = file(6, "again").lines();
    resyncIsAsked();
    assertEquals(lost.subList(0, 2), whole.subList(0, 2));
    assertNotEquals(applicants(lost), applicants(whole));
    assertEquals(4, reader.pull("?after=" + beforeCopy).expect(200).lines().size());
  }
}
