package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bills: made once, never changed, one open for a candidate. */
class BillIT {
  private static Stack stack;
  private static Node node;

  private final UUID candidate = UUID.randomUUID();
  private final UUID id = UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = new Stack("bill_it");
    node = stack.node();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void aBillIsMadeOnceHoweverOftenItIsAskedFor() {
    JsonObject bill = Bodies.bill(id, candidate, "BKA", 30_000, "QHI", 15_000);
    JsonObject made = node.post("/v1/bills", bill).expect(201).json();
    assertEquals("open", made.getString("state"));
    assertEquals(45_000, made.getInteger("amount"));
    assertEquals(made, node.post("/v1/bills", bill).expect(200).json());
    List<Integer> statuses =
        IntStream.range(0, 20)
            .mapToObj(i -> node.sendPost(Node.REGISTRATION, "/v1/bills", bill))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .map(Answer::status)
            .distinct()
            .toList();
    assertEquals(List.of(200), statuses);
  }

  @Test
  void theSameIdWithAnotherAmountOrCandidateIsRefusedAndChangesNothing() {
    JsonObject made =
        node.post("/v1/bills", Bodies.bill(id, candidate, "BKA", 30_000)).expect(201).json();
    node.post("/v1/bills", Bodies.bill(id, candidate, "BKA", 15_000)).expect(409, "bill-differs");
    node.post("/v1/bills", Bodies.bill(id, candidate, "QHI", 30_000)).expect(409, "bill-differs");
    node.post("/v1/bills", Bodies.bill(id, UUID.randomUUID(), "BKA", 30_000))
        .expect(409, "bill-differs");
    assertEquals(
        made, node.post("/v1/bills", Bodies.bill(id, candidate, "BKA", 30_000)).expect(200).json());
  }

  @Test
  void whatIsNotTheSumOfItsLinesIsNoBill() {
    JsonObject wrong = Bodies.bill(id, candidate, "BKA", 30_000).put("amount", 29_999);
    Answer refused = node.post("/v1/bills", wrong).expect(400, "invalid");
    assertTrue(refused.body().contains("/amount"), refused::body);
    node.post("/v1/bills", Bodies.bill(id, candidate, "BKA", 30_000, "BKA", 15_000))
        .expect(400, "invalid");
    assertEquals(
        0, stack.count("SELECT count(*) FROM bill WHERE candidate_id = '" + candidate + "'"));
  }

  @Test
  void aBillOfNothingIsSettledAtBirthAndToldOnce() {
    JsonObject nothing = Bodies.bill(id, candidate);
    assertEquals("settled", node.post("/v1/bills", nothing).expect(201).text("state"));
    assertEquals("settled", node.post("/v1/bills", nothing).expect(200).text("state"));
    assertEquals(List.of("bill-settled"), eventsOf(candidate));
  }

  @Test
  void aCandidateHasOneOpenBillAndTheNextComesInItsPlace() {
    node.post("/v1/bills", Bodies.bill(id, candidate, "BKA", 30_000)).expect(201);
    UUID next = UUID.randomUUID();
    JsonObject later = Bodies.bill(next, candidate, "BKA", 15_000);
    Answer refused = node.post("/v1/bills", later).expect(409, "another-bill-open");
    assertEquals(id.toString(), refused.text("openBillId"));
    later.put("supersedes", id.toString());
    node.post("/v1/bills", later).expect(201);
    assertEquals("open", node.post("/v1/bills", later).expect(200).text("state"));
    Answer earlier = node.post("/v1/bills", Bodies.bill(id, candidate, "BKA", 30_000)).expect(200);
    assertEquals("superseded", earlier.text("state"));
    assertEquals(next.toString(), earlier.text("supersededBy"));
    JsonObject third =
        Bodies.bill(UUID.randomUUID(), candidate, "BKA", 20_000).put("supersedes", id.toString());
    node.post("/v1/bills", third).expect(409, "superseded-bill-not-open");
  }

  @Test
  void nobodySupersedesAnothersBill() {
    node.post("/v1/bills", Bodies.bill(id, candidate, "BKA", 30_000)).expect(201);
    JsonObject foreign =
        Bodies.bill(UUID.randomUUID(), UUID.randomUUID(), "BKA", 1)
            .put("supersedes", id.toString());
    node.post("/v1/bills", foreign).expect(409, "superseded-bill-not-open");
  }

  @Test
  void ofManyBillsAskedForAtOnceOneIsMade() {
    List<Integer> made =
        IntStream.range(0, 16)
            .mapToObj(i -> Bodies.bill(UUID.randomUUID(), candidate, "BKA", 10_000 + i))
            .map(bill -> node.sendPost(Node.REGISTRATION, "/v1/bills", bill))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .map(Answer::status)
            .sorted()
            .toList();
    assertEquals(201, made.getFirst());
    assertEquals(List.of(201, 409), made.stream().distinct().toList());
    assertEquals(15, made.stream().filter(status -> status == 409).count());
  }

  @Test
  void theServicesOwnRoleCannotChangeWhatIsAskedForNorDeleteIt() {
    node.post("/v1/bills", Bodies.bill(id, candidate, "BKA", 30_000)).expect(201);
    for (String change :
        List.of(
            "UPDATE bill SET amount = 1",
            "UPDATE bill SET amounts = '{1}'",
            "UPDATE bill SET candidate_id = id",
            "DELETE FROM bill",
            "UPDATE ledger_entry SET amount = 1",
            "DELETE FROM ledger_entry",
            "UPDATE event SET type = ''",
            "DELETE FROM event",
            "UPDATE notification SET message = ''",
            "DELETE FROM notification",
            "UPDATE attempt SET amount = 1",
            "DELETE FROM attempt",
            "DELETE FROM refund",
            "UPDATE difference SET amount = 1",
            "TRUNCATE ledger_entry")) {
      var refused =
          assertThrows(IllegalStateException.class, () -> stack.executeAsService(change), change);
      assertTrue(refused.getMessage().contains("permission denied"), refused::getMessage);
    }
  }

  private static List<String> eventsOf(UUID candidate) {
    return stack
        .rows("SELECT type FROM event WHERE candidate_id = '" + candidate + "' ORDER BY position")
        .stream()
        .map(List::getFirst)
        .toList();
  }
}
