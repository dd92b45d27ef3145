package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import vn.baodanh.registration.FeedReader.Pulled;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Role;

/**
 * A season whose rule is that institutions read nothing before lists are closed and recorded, from
 * the open window over the close to a reopening: nothing can be read before its time by any path,
 * and nothing shows whether there is anything. Then snapshots, and lists that institutions send in.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbargoIT {
  private static final int APPLICANTS = 20;
  private static final HexFormat HEX = HexFormat.of();

  private static Stack stack;
  private static Node node;

  /** Of one whom candidates chose, and of one whom nobody did. */
  private static FeedReader chosen;

  private static FeedReader unchosen;

  @BeforeAll
  static void start() {
    stack = new Stack("embargo_it");
    node =
        stack.node("SEASON", "2025", "PULLS_PER_MINUTE", "100000", "UPLOADS_PER_MINUTE", "100000");
    moveWindow(-3600, 3600);
    chosen = reader("YHB");
    unchosen = reader("NTH");
    for (int i = 0; i < APPLICANTS; i++) {
      node.of("pupil-" + i).file("key-00000001", 0, Lists.of("YHB/7720101")).expect(202);
    }
    Stack.eventually(
        "projected", () -> stack.count("SELECT position FROM application_position") == APPLICANTS);
    stack.execute(
        """
        INSERT INTO filing_set_aside (partition, entry_id, candidate_id, entry, fault) VALUES (0, '1-1', '%s', '', 'test')
        """
            .formatted(stack.candidate("pupil-7")));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static FeedReader reader(String institution) {
    stack.grant("of-" + institution, Role.INSTITUTION, institution);
    var reader = new FeedReader(stack.portal.token("of-" + institution), node.port(), institution);
    Stack.eventually("the grant is known", () -> !reader.pull("").code().equals("role-missing"));
    return reader;
  }

  private static void moveWindow(double opensInS, double closesInS) {
    stack.execute(
        """
        UPDATE season_window SET opens_at = now() + %f * interval '1 second', closes_at = now() + %f * interval '1 second'
        WHERE id = '2025-preferences'
        """
            .formatted(opensInS, closesInS));
    long closesUs =
        stack.count(
            "SELECT (extract(epoch FROM closes_at) * 1e6)::bigint FROM season_window WHERE id ="
                + " '2025-preferences'");
    Stack.eventually(
        "the window is moved",
        () -> Device.ask(node.port(), "/v1/season").body().contains(Micros.text(closesUs)));
  }

  /** Every way to something of applicants, with cursors that are good and some that are not. */
  private static Map<String, Pulled> byEveryPath(FeedReader reader) {
    String position =
        stack.text(
            "SELECT last_position || '-' || lpad(to_hex(mark), 8, '0') FROM application_change"
                + " ORDER BY last_position DESC LIMIT 1");
    Map<String, Pulled> answers = new TreeMap<>();
    for (String path : paths(position)) {
      answers.put(path, reader.get(path, "If-None-Match", "*", "Accept-Encoding", "gzip"));
    }
    answers.put(
        "upload",
        reader.send(
            reader
                .request("/rounds/1/admitted-lists", "Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("applicant,programme_code\n"))
                .build()));
    return answers;
  }

  private static List<String> paths(String cursor) {
    return List.of(
        "/applications",
        "/applications?format=csv",
        "/applications?limit=1",
        "/applications?after=" + cursor,
        "/applications?after=99999-00000000",
        "/snapshots",
        "/snapshots/1",
        "/snapshots/1/file",
        "/snapshots/2/file?format=csv",
        "/rounds/1/admitted-lists",
        "/rounds/1/admitted-lists/1",
        "/rounds/2/admitted-lists/7");
  }

  /** What is the same whatever there is: not the request's id, nor the date. */
  private static String comparable(Pulled answer) {
    var headers = new TreeMap<>(answer.response().headers().map());
    headers.remove("x-request-id");
    return answer.status() + " " + headers + " " + answer.text();
  }

  private static void nothingIsRead(int status, String code) {
    Map<String, Pulled> ofChosen = byEveryPath(chosen);
    Map<String, Pulled> ofUnchosen = byEveryPath(unchosen);
    ofChosen.forEach((path, answer) -> {
      assertEquals(status, answer.status(), path + " " + answer.text());
      assertEquals(code, answer.code(), path);
      assertEquals(comparable(ofUnchosen.get(path)), comparable(answer), path);
    });
  }

  @Test
  @Order(1)
  void whileListsAreOpenEveryPathIsRefusedTheSameWhetherThereIsSomethingOrNot() {
    nothingIsRead(403, "lists-open");
  }

  @Test
  @Order(2)
  void theRefusalAsksNobodySoItsTimeTellsNothing() {
    Awake.undisturbed(EmbargoIT::refusedWhilePostgresStandsStill);
  }

  /** Nobody knows who staff are when it stands for more than 5 s. */
  private static void refusedWhilePostgresStandsStill() {
    List<String> paths = paths("1-00000000");
    Stack.POSTGRES.pause();
    try {
      Duration took =
          Awake.took(() -> {
            for (String path : paths) {
              Pulled answer = chosen.get(path);
              assertEquals(403, answer.status(), path);
              assertEquals("lists-open", answer.code(), path);
            }
          });
      assertTrue(took.toSeconds() < 3, "waited for a database that stands");
    } finally {
      Stack.POSTGRES.resume();
    }
  }

  @Test
  @Order(3)
  void afterTheCloseItIsStillCountedUntilEverythingIsRecorded() {
    stack.whileNobodyWritesTo(
        "window_drained", // and so nothing can be marked as recorded
        () -> {
          moveWindow(-3600, -16);
          nothingIsRead(503, "still-counting");
          assertEquals(0, stack.count("SELECT count(*) FROM snapshot"));
        });
    Stack.eventually("recorded through", () -> chosen.pull("").status() == 200);
    assertEquals(APPLICANTS, chosen.pull("").lines().size());
    assertEquals("", unchosen.pull("").text());
  }

  /** Lists are closed and the first snapshot is made, whichever tests ran before. */
  private static void closed() {
    boolean open =
        stack
            .text("SELECT closes_at > now() FROM season_window WHERE id = '2025-preferences'")
            .equals("t");
    if (open) {
      moveWindow(-3600, -16);
    }
    Stack.eventually("made", () -> chosen.get("/snapshots/1").status() == 200);
  }

  @Test
  @Order(4)
  void thenASnapshotIsMadeWhoseSignedManifestSaysWhatIsInTheFile() throws Exception {
    closed();
    JsonObject manifest = new JsonObject(chosen.get("/snapshots/1").text());
    Pulled file = chosen.get("/snapshots/1/file", "Accept-Encoding", "gzip").expect(200);
    assertEquals(sha256(file.body()), manifest.getString("sha256"));
    assertEquals(file.body().length, manifest.getInteger("bytes"));
    assertEquals(APPLICANTS - 1, file.lines().size());
    assertEquals(APPLICANTS - 1, manifest.getInteger("lines"));
    assertEquals(1, manifest.getInteger("heldBack"), "whose filing is set aside");
    assertEquals("2025.1", manifest.getString("rulesVersion"));
    assertEquals(chosen.pull("").header("Feed-Cursor"), manifest.getString("cursor"));
    String signed = manifest.getString("signed");
    assertEquals(
        List.of(
            "baodanh-snapshot-v1",
            "YHB",
            "1",
            manifest.getString("asOf"),
            manifest.getString("cursor"),
            Integer.toString(APPLICANTS - 1),
            "1",
            Integer.toString(file.body().length),
            sha256(file.body()),
            "2025.1"),
        signed.lines().toList());
    assertTrue(signed.endsWith("\n"), "each line has a line feed");
    assertTrue(isSigned(signed, manifest.getString("signature")));
    Pulled csv = chosen.get("/snapshots/1/file?format=csv").expect(200);
    assertEquals(APPLICANTS, csv.text().lines().count(), "and the columns' names");
    chosen.get("/snapshots/2").expect(404);
    unchosen.get("/snapshots/1/file").expect(404);
    assertEquals(
        new JsonObject(chosen.get("/snapshots").text()).getJsonArray("snapshots").getJsonObject(0),
        manifest);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** By the published key alone. */
  private static boolean isSigned(String text, String signature) throws Exception {
    String key =
        Device.ask(node.port(), "/v1/log/heads")
            .json()
            .getJsonArray("keys")
            .getJsonObject(0)
            .getString("publicKey");
    byte[] x509 =
        HEX.parseHex("302a300506032b6570032100" + HEX.formatHex(Base64.getDecoder().decode(key)));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
    verifier.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return verifier.verify(HEX.parseHex(signature));
  }

  @Test
  @Order(5)
  void anAdmittedListIsJudgedByLinePreviewedCommittedAndKept() throws Exception {
    closed();
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
    assertEquals(checksum, sha256(kept));
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
  @Order(6)
  void aKeyThatMayPullSendsNoAdmittedListAndOneThatMaySendPullsNothing() {
    closed();
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
  @Order(7)
  void whoSendsListsTooOftenIsToldWhenToComeAgainOnEveryNodeAlsoWhileRedisIsAway() {
    closed();
    List<Node> nodes =
        Limited.onTwoNodes(
            stack,
            "uploads:{YHB}",
            List.of("SEASON", "2025", "UPLOADS_PER_MINUTE", "3", "ROLES", "intake"),
            EmbargoIT::sendTooOften);
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

  @Test
  @Order(8)
  void aReopeningClosesTheFeedAndMakesAnotherSnapshotThatLeavesTheFirstAsItWas() {
    closed();
    byte[] before = chosen.get("/snapshots/1/file").expect(200).body();
    moveWindow(-3600, 3600);
    nothingIsRead(403, "lists-open");
    node.of("late").file("key-00000001", 0, Lists.of("YHB/7720101")).expect(202);
    Device dropped = node.of("pupil-3");
    dropped.file("key-00000002", dropped.current().version(), Lists.of("BKA/IT1")).expect(202);
    moveWindow(-3600, -16);
    Stack.eventually("made", () -> chosen.get("/snapshots/2").status() == 200);
    assertArrayEquals(before, chosen.get("/snapshots/1/file").expect(200).body());
    List<String> second =
        chosen.get("/snapshots/2/file").expect(200).lines().stream()
            .map(line -> line.getString("applicant"))
            .toList();
    assertEquals(APPLICANTS - 1, second.size());
    assertTrue(second.contains(stack.candidate("late").toString()));
    assertTrue(!second.contains(stack.candidate("pupil-3").toString()), "who was struck");
  }

  private static final int MUTATIONS = Boolean.getBoolean("full") ? 20_000 : 1_000;
  private static final ContractAnswers ANSWERS = new ContractAnswers(PublishedContract.load());
  private static final Operation UPLOAD = Operation.named("uploadAdmittedList");

  /** What is previewed is a list by an oracle that knows nothing of CSV; what is not, says why. */
  @Test
  @Order(9)
  void whateverIsDoneToAFileItIsPreviewedOrItsFaultsAreSaidAndNothingIsKept() {
    closed();
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
