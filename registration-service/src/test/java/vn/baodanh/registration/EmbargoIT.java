package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import vn.baodanh.registration.FeedReader.Pulled;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Role;

/**
 * A season whose rule is that institutions read nothing before lists are closed and recorded, from
 * the open window over the close to a reopening: nothing can be read before its time by any path,
 * and nothing shows whether there is anything. Then snapshots.
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
}
