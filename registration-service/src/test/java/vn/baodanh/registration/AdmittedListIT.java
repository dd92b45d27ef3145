package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.FeedReader.Pulled;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Role;

/** Lists of whom they admit, which institutions send in once candidates' lists are recorded. */
class AdmittedListIT {
  private static final int MUTATIONS = Boolean.getBoolean("full") ? 20_000 : 1_000;
  private static final ContractAnswers ANSWERS = new ContractAnswers(PublishedContract.load());
  private static final Operation UPLOAD = Operation.named("uploadAdmittedList");

  private static final int APPLICANTS = 6;

  private static Stack stack;
  private static Node node;
  private static FeedReader chosen;

  @BeforeAll
  static void start() {
    stack = new Stack("admitted_list_it");
    node = stack.node("PULLS_PER_MINUTE", "100000", "UPLOADS_PER_MINUTE", "100000");
    stack.openWindow();
    for (int i = 0; i < APPLICANTS; i++) {
      node.of("pupil-" + i).file("key-00000001", 0, Lists.of("YHB/7720101")).expect(202);
    }
    stack.grant("of-YHB", Role.INSTITUTION, "YHB");
    chosen = new FeedReader(stack.portal.token("of-YHB"), node.port(), "YHB");
    stack.moveWindow(-3600, -16);
    Stack.eventually(
        "all is recorded, and a snapshot made", () -> chosen.get("/snapshots/1").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void anAdmittedListIsJudgedByLinePreviewedCommittedAndKept() throws Exception {
    String one = stack.candidate("pupil-1").toString();
    String two = stack.candidate("pupil-2").toString();
    Pulled faulty =
        upload(
                "",
                one + ",7720101",
                two + ",7720101YHT",
                two + ",nothing",
                stack.candidate("nobody") + ",7720101")
            .expect(422);
    assertEquals("admitted-list-invalid", faulty.code());
    assertEquals(
        List.of(
            "line:3:programme_code not-chosen",
            "line:4:programme_code programme-unknown",
            "line:5:applicant not-an-applicant"),
        faults(faulty));
    assertEquals(
        List.of("line:2:applicant form", "line:4 duplicate", "line:5 cells"),
        faults(upload("", "x,7720101", one + ",7720101", one + ",7720101", one).expect(400)));

    payListOf("pupil-1");
    Stack.eventually(
        "it is told that the list is paid",
        () -> chosen.pull("").lines().getLast().getString("change").equals("paid"));
    JsonObject both =
        new JsonObject(upload("", two + ",7720101", one + ",7720101").expect(200).text());
    assertEquals(1, both.getInteger("unpaid"));
    assertEquals(new JsonArray().add(2), both.getJsonArray("unpaidLines"));

    JsonObject preview = new JsonObject(upload("", one + ",7720101").expect(200).text());
    assertEquals(1, preview.getInteger("lines"));
    assertEquals(0, preview.getInteger("unpaid"));
    assertEquals("{\"admittedLists\":[]}", chosen.get("/rounds/1/admitted-lists").text());
    String checksum = preview.getString("sha256");
    assertEquals(
        "not-as-previewed", upload("?commit=" + checksum, two + ",7720101").expect(409).code());
    String first = upload("?commit=" + checksum, one + ",7720101").expect(201).text();
    assertEquals(1, new JsonObject(first).getInteger("number"));
    assertEquals(first, upload("?commit=" + checksum, one + ",7720101").expect(201).text());
    String other = new JsonObject(upload("", two + ",7720101").text()).getString("sha256");
    upload("?commit=" + other, two + ",7720101").expect(201);
    assertEquals(
        List.of(2, 1),
        new JsonObject(chosen.get("/rounds/1/admitted-lists").text())
            .getJsonArray("admittedLists").stream()
                .map(list -> ((JsonObject) list).getInteger("number"))
                .toList());
    byte[] kept = chosen.get("/rounds/1/admitted-lists/1").expect(200).body();
    assertEquals(
        checksum, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(kept)));
    chosen.get("/rounds/2/admitted-lists/1").expect(404);
  }

  /** As billing does when a bill is settled. */
  private static void payListOf(String subject) {
    stack.execute(
        """
        INSERT INTO application_payment (candidate_id, partition, seq, paid_us)
        SELECT candidate_id, partition, seq, 1 FROM current_filing WHERE kind = 1 AND candidate_id = '%s'
        """
            .formatted(stack.candidate(subject)));
  }

  private static Pulled upload(String query, String... lines) {
    return upload(chosen, 1, query, lines);
  }

  private static Pulled upload(FeedReader by, int round, String query, String... lines) {
    String file = "applicant,programme_code\n" + String.join("\n", lines) + "\n";
    return by.send(
        by.request("/rounds/" + round + "/admitted-lists" + query, "Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(file))
            .build());
  }

  /** What one key may, another may not; whose key is of before there were scopes may both. */
  @Test
  void aKeyThatMayPullSendsNoAdmittedListAndOneThatMaySendPullsNothing() {
    FeedReader pulls = machine("ARRAY['applications']");
    FeedReader sends = machine("ARRAY['admitted-lists']");
    FeedReader both = machine("NULL");
    String line = stack.candidate("pupil-1") + ",7720101";
    String commit =
        "?commit="
            + new JsonObject(upload(sends, 3, "", line).expect(200).text()).getString("sha256");
    for (String query : List.of("", commit)) {
      Pulled refused = upload(pulls, 3, query, line).expect(403);
      assertEquals("scope-missing", refused.code());
      assertEquals("admitted-lists", new JsonObject(refused.text()).getString("scope"));
    }
    assertEquals("scope-missing", pulls.get("/rounds/3/admitted-lists").expect(403).code());
    assertEquals("{\"admittedLists\":[]}", chosen.get("/rounds/3/admitted-lists").text());
    for (String path :
        List.of("/applications", "/snapshots", "/snapshots/1", "/snapshots/1/file")) {
      Pulled refused = sends.get(path).expect(403);
      assertEquals("scope-missing", refused.code());
      assertEquals("applications", new JsonObject(refused.text()).getString("scope"));
      pulls.get(path).expect(200);
      both.get(path).expect(200);
    }
    upload(sends, 3, commit, line).expect(201);
    sends.get("/rounds/3/admitted-lists/1").expect(200);
    upload(both, 3, commit, line).expect(201);
  }

  private static FeedReader machine(String scopes) {
    MachineKey key = MachineKey.generate();
    String id = UUID.randomUUID().toString();
    stack.execute(
        """
        INSERT INTO staff_grant (id, person_id, subject, role, organisation, valid_from, valid_until, public_key, scopes)
        VALUES ('%1$s', '%2$s', '%1$s', 'institution', 'YHB', now() - interval '1 minute', now() + interval '1 day', '%3$s', %4$s)
        """
            .formatted(id, Candidates.idOf(id, id), key.publicKey().encode(), scopes));
    FeedReader machine = new FeedReader(key.token(id), node.port(), "YHB");
    Stack.eventually("the key is known", () -> machine.pull("").status() != 401);
    return machine;
  }

  @Test
  void whoSendsListsTooOftenIsToldWhenToComeAgainOnEveryNodeAlsoWhileRedisIsAway() {
    List<Node> nodes =
        Limited.onTwoNodes(
            stack,
            "uploads:{YHB}",
            List.of("UPLOADS_PER_MINUTE", "3", "ROLES", "intake"),
            AdmittedListIT::sendTooOften);
    FeedReader hasty = chosen.at(nodes.getFirst());
    String line = stack.candidate("pupil-1") + ",7720101";
    stack.redis.pause();
    try {
      for (int i = 0; i < 3; i++) {
        upload(hasty, 4, "", line).expect(200); // this node counts anew
      }
      upload(hasty, 4, "", line).expect(429);
    } finally {
      stack.redis.resume();
    }
    nodes.forEach(stack::stop);
  }

  private static void sendTooOften(List<Node> nodes) {
    String line = stack.candidate("pupil-1") + ",7720101";
    FeedReader hasty = chosen.at(nodes.getFirst());
    FeedReader there = chosen.at(nodes.getLast());
    Stack.eventually("let in", () -> hasty.get("/rounds/4/admitted-lists").status() == 200);
    Stack.eventually("there, too", () -> there.get("/rounds/4/admitted-lists").status() == 200);
    assertEquals("\"uploads\";r=2", upload(hasty, 4, "", line).expect(200).left());
    assertEquals("\"uploads\";r=1", upload(there, 4, "", "x").expect(400).left());
    assertEquals("\"uploads\";r=0", upload(hasty, 4, "", line).expect(200).left());
    Pulled refused = upload(there, 4, "", line).expect(429);
    assertEquals("too-many-requests", refused.code());
    assertEquals("\"uploads\";q=3;w=60", refused.header("RateLimit-Policy"));
    int seconds = Integer.parseInt(refused.header("Retry-After"));
    assertTrue(seconds >= 1 && seconds <= 20, refused.header("Retry-After"));
    assertEquals(200, hasty.pull("?limit=1").status(), "pulls are counted by themselves");
  }

  private static List<String> faults(Pulled refused) {
    return new JsonObject(refused.text())
        .getJsonArray("faults").stream()
            .map(JsonObject.class::cast)
            .map(fault -> fault.getString("pointer") + " " + fault.getString("code"))
            .toList();
  }

  /** What is previewed is a list by an oracle that knows nothing of CSV; what is not, says why. */
  @Test
  void whateverIsDoneToAFileItIsPreviewedOrItsFaultsAreSaidAndNothingIsKept() {
    var random = new SplittableRandom(Seeds.random(getClass()).nextLong());
    List<String> applicants =
        List.of("pupil-1", "pupil-2", "pupil-4", "pupil-5").stream()
            .map(subject -> stack.candidate(subject).toString())
            .toList();
    long before = stack.count("SELECT count(*) FROM admitted_list");
    Map<String, Integer> seen = new TreeMap<>();
    Call valid = UPLOAD.example("YHB").with("Authorization", "Bearer " + chosen.token());
    try (Wire wire = new Wire(node.port())) {
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] file = AdmittedFiles.mutated(applicants, "7720101", random);
        Call call = valid.withBody(file);
        Reply reply = wire.send(random.nextInt(20) == 0 ? committing(call, random) : call);
        seen.merge("" + reply.status(), 1, Integer::sum);
        assertEquals(Set.of(), ANSWERS.undeclared(UPLOAD, reply), call + "\n" + reply);
        assertTrue(Set.of(200, 400, 409, 422).contains(reply.status()), call + "\n" + reply);
        if (reply.status() == 200) {
          assertEquals(
              AdmittedFiles.lines(file, applicants, "7720101"),
              Optional.of(reply.json().getInteger("lines")),
              call::toString);
        } else if (reply.status() != 409) {
          assertTrue(!reply.expectProblem().json().getJsonArray("faults").isEmpty());
          assertEquals(
              Optional.empty(), AdmittedFiles.lines(file, applicants, "7720101"), call::toString);
        }
      }
    }
    System.out.printf("%d mutated uploads: %s%n", MUTATIONS, seen);
    assertTrue(seen.keySet().containsAll(Set.of("200", "400", "409", "422")), seen::toString);
    assertEquals(before, stack.count("SELECT count(*) FROM admitted_list"));
  }

  /** With a checksum that is none of this file's. */
  private static Call committing(Call call, SplittableRandom random) {
    return call.withTarget(call.target() + "?commit=" + "%064x".formatted(random.nextInt(1000)));
  }
}
