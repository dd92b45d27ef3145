package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.registration.person.Role;

/** A catalogue file on its way from an operator to what filings are judged by, on two nodes. */
class CatalogueIT {
  private static final String METHODS =
      """
      code,name,valid_from,valid_until
      100,Thi tốt nghiệp,,
      200,Học bạ,,
      402,Đánh giá năng lực,,
      405,Thi và năng khiếu,,
      408,Chứng chỉ,,
      """;

  private static Stack stack;
  private static Node one;
  private static Node other;
  private static Operator olga;
  private static Operator petra;

  @BeforeAll
  static void start() {
    stack = new Stack("catalogue_it");
    one = stack.node();
    other = stack.node();
    stack.openWindow();
    stack.grant("olga", Role.OPERATOR, "");
    stack.grant("petra", Role.OPERATOR_APPROVER, "");
    stack.grant("petra", Role.OPERATOR, ""); // who knows of this one knows of the other
    olga = new Operator(one.of("olga"));
    petra = new Operator(other.of("petra"));
    Stack.eventually(
        "staff are known",
        () -> olga.versions().status() == 200 && petra.versions().status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static byte[] bytes(String csv) {
    return csv.getBytes(UTF_8);
  }

  /** The newest programmes without one, and with another. */
  private static byte[] programmes(String without, String with) {
    return bytes(
        olga.newest("programmes")
            .expect(200)
            .body()
            .lines()
            .filter(line -> !line.startsWith(without + ","))
            .collect(Collectors.joining("\n", "", "\n" + with + "\n")));
  }

  private static long found(Node node, String words) {
    return Device.ask(node.port(), "/v1/catalogue/programmes?institution=BKA&q=" + words)
        .expect(200)
        .json()
        .getJsonArray("programmes")
        .size();
  }

  private static Answer file(Node node, String programme) {
    return node.of("candidate-" + key()).file(key(), 0, Lists.of(programme));
  }

  @Test
  void aFileIsComparedApprovedByAnotherAndJudgesWhatIsReceivedFromItsMomentOn() {
    byte[] file = programmes("BKA,IT2", "BKA,NEW1,Chương trình mới,7480101,,A00,100,,");
    JsonObject preview = olga.preview("programmes", file).expect(200).json();
    assertEquals(1, preview.getJsonObject("added").getInteger("count"));
    assertEquals(0, preview.getJsonObject("changed").getInteger("count"));
    assertEquals(
        "IT2",
        preview
            .getJsonObject("ended")
            .getJsonArray("sample")
            .getJsonObject(0)
            .getString("programmeCode"));

    Instant from = Instant.now().plusSeconds(16); // time to approve it 9 s ahead, also when slow
    Answer proposed = upload(olga, "programmes", file, from);
    Answer rival = olga.upload("methods", key(), bytes(METHODS)).expect(201);
    olga.approve(proposed.id()).expect(403, "role-missing");
    petra.approve(proposed.id()).expect(200);
    petra.approve(proposed.id()).expect(200); // again
    petra.approve(rival.id()).expect(409, "catalogue-moved-on");
    assertEquals("open", proposal(rival.id()).getString("state"));
    Answer earlier = upload(olga, "methods", bytes(METHODS), from.minusMillis(100));
    petra.approve(earlier.id()).expect(409, "not-after-latest");

    for (Node node : List.of(one, other)) {
      assertEquals(0, found(node, "NEW1"));
      assertEquals(1, found(node, "IT2"));
      file(node, "BKA/NEW1").expect(422, "rules");
    }
    Device early = one.of("early");
    Answer taken = early.file("key-00000001", 0, Lists.of("BKA/IT2")).expect(202);
    sleepUntil(from.minusSeconds(4)); // a body may come within 10 s of its head
    try (var ended = new SlowRequest(one.of("slow-1"), key(), 0, Lists.of("BKA/IT2"));
        var added = new SlowRequest(other.of("slow-2"), key(), 0, Lists.of("BKA/NEW1"))) {
      sleepUntil(from.plusMillis(100));
      ended.finish();
      added.finish();
      assertEquals(202, ended.answer().status(), "received before");
      assertEquals(422, added.answer().status(), "received before");
      for (Node node : List.of(one, other)) {
        assertEquals(1, found(node, "NEW1"), "in force at its moment");
        assertEquals(0, found(node, "IT2"));
        expectJudgedBy(2, file(node, "BKA/NEW1").expect(202));
        file(node, "BKA/IT2").expect(422, "rules");
        assertEquals(2, new Operator(node.of("olga")).versions().json().getInteger("inForce"));
      }
    }
    expectJudgedBy(1, taken);
    Answer repeat = early.at(other).file("key-00000001", 0, Lists.of("BKA/IT2")).expect(202);
    assertEquals(taken.id(), repeat.id());
    assertEquals(taken.receivedAt(), repeat.receivedAt());
    early.file("key-00000002", taken.version(), Lists.of("BKA/IT2")).expect(422, "rules");

    JsonObject version = olga.versions().json().getJsonArray("versions").getJsonObject(1);
    assertEquals(List.of("programmes"), version.getJsonArray("changed").getList());
    assertEquals(proposed.id(), version.getString("proposalId"));
    assertEquals(
        new String(file, UTF_8),
        olga.file(version.getJsonObject("files").getString("programmes")).body());

    fillWithUpcoming();
    Answer oneMore = olga.upload("methods", key(), bytes(METHODS)).expect(201);
    stack.execute(
        "UPDATE proposal SET content = jsonb_set(content, '{effectiveAt}',"
            + " '\"2099-01-01T00:00:00Z\"') WHERE id = '"
            + oneMore.id()
            + "'");
    petra.approve(oneMore.id()).expect(409, "too-many-upcoming");
  }

  private static Answer upload(Operator who, String kind, byte[] file, Instant effectiveAt) {
    String key = key();
    Answer first =
        who.upload(kind, key, file, "effectiveAt", effectiveAt.toString(), "note", "đợt 2")
            .expect(201);
    Answer again =
        who.upload(kind, key, file, "effectiveAt", effectiveAt.toString(), "note", "đợt 2")
            .expect(201);
    assertEquals(first.id(), again.id(), "a repeat");
    return first;
  }

  private static void expectJudgedBy(int version, Answer filed) {
    Stack.eventually("recorded", () -> stack.journal().containsKey(filed.id()));
    assertEquals(
        List.of("2026.1", "" + version),
        stack
            .rows(
                "SELECT rules_version, catalogue_version FROM filing_journal WHERE filing_id = '"
                    + filed.id()
                    + "'")
            .getFirst());
  }

  private static JsonObject proposal(String id) {
    return olga.device().get("/v1/operations/proposals/" + id).expect(200).json();
  }

  private static void fillWithUpcoming() {
    for (int number = 3; number <= 6; number++) {
      stack.execute(
          """
          INSERT INTO catalogue_version (number, effective_at) VALUES (%1$d, now() + interval '%1$d hours');
          INSERT INTO catalogue_part (version, kind, digest) SELECT %1$d, kind, digest FROM catalogue_part WHERE version = 2
          """
              .formatted(number));
    }
  }

  private static void sleepUntil(Instant moment) {
    Stack.sleep(Math.max(0, Duration.between(Instant.now(), moment).toMillis()));
  }

  @Test
  void aRepeatIsTheProposalThatItWasAlsoWhenItIsDecided() {
    String key = key();
    Answer first = olga.upload("methods", key, bytes(METHODS)).expect(201);
    stack.execute(
        "UPDATE proposal SET content = content || '{\"base\": 999}' WHERE id = '"
            + first.id()
            + "'");
    petra.approve(first.id()).expect(409, "catalogue-moved-on");
    Answer again = olga.upload("methods", key, bytes(METHODS)).expect(201);
    assertEquals(first.id(), again.id());
    olga.upload("methods", key, bytes(METHODS + "999,Khác,,\n")).expect(422, "key-reused");
    assertNotEquals(first.id(), olga.upload("methods", key(), bytes(METHODS)).expect(201).id());
  }

  @Test
  void whatIsApprovedTooLateStaysOpen() {
    Instant soon = Instant.now().plusSeconds(3600);
    Answer late =
        olga.upload("methods", key(), bytes(METHODS), "effectiveAt", soon.toString()).expect(201);
    stack.execute(
        "UPDATE proposal SET content = content || jsonb_build_object('effectiveAt',"
            + " to_char(now() + interval '4 s', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')) WHERE id = '"
            + late.id()
            + "'");
    long versions = stack.count("SELECT count(*) FROM catalogue_version");
    petra.approve(late.id()).expect(409, "too-late");
    assertEquals("open", proposal(late.id()).getString("state"));
    assertEquals(versions, stack.count("SELECT count(*) FROM catalogue_version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "2026-02-31T00:00:00Z", "2020-01-01T00:00:00Z", ""})
  void aMomentIsOneAndLiesAhead(String effectiveAt) {
    olga.upload("methods", key(), bytes(METHODS), "effectiveAt", effectiveAt)
        .expect(400, "invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "'code,name,valid_from,valid_until\n100,Thi,,\n1x,Thi,,\n', 400, body-invalid, line:3:code",
    "'code,name\n100,Thi\n', 400, body-invalid, line:1:valid_from",
    "'code,name,valid_from,valid_until\n100,Thi,,\n', 422, unknown-references, ''",
  })
  void aFaultyFileIsRefusedWithItsLines(String csv, int status, String code, String pointer) {
    Answer refused = olga.upload("methods", key(), bytes(csv)).expect(status, code);
    assertEquals(
        pointer, refused.json().getJsonArray("faults").getJsonObject(0).getString("pointer"));
    assertEquals(refused.body(), olga.preview("methods", bytes(csv)).expect(status).body());
  }

  /** The season of 2026 allows five methods, and the university of this line uses four already. */
  @Test
  void moreMethodsOfAnInstitutionThanTheSeasonAllowsAreRefusedWithTheLine() {
    byte[] file = programmes("BKA,IT2", "BKA,NEW2,Chương trình mới,7480101,,A00,301;405;409,,");
    Answer refused = olga.preview("programmes", file).expect(422, "rules");
    JsonObject fault = refused.json().getJsonArray("faults").getJsonObject(0);
    assertEquals("too-many", fault.getString("code"));
    long line = new String(file, UTF_8).lines().count();
    assertEquals("line:" + line + ":methods", fault.getString("pointer"));
    olga.preview("programmes", programmes("BKA,IT2", "BKA,NEW2,Mới,7480101,,A00,301,,"))
        .expect(200);
  }

  @Test
  void whatChangesNothingIsNotProposed() {
    byte[] same = bytes("\uFEFF" + olga.newest("subjects").body().replace("\n", "\r\n"));
    olga.upload("subjects", key(), same).expect(409, "nothing-changes");
    olga.upload("subjects", key(), new byte[4 * 1024 * 1024 + 1]).expect(413, "body-too-large");
  }

  @Test
  void aFormulaIsGivenOutAsTextAndReadsTheSame() {
    String csv = METHODS + "900,=HYPERLINK(1),,\n";
    Answer proposed = olga.upload("methods", key(), bytes(csv)).expect(201);
    String digest = proposed.json().getJsonObject("content").getString("digest");
    Answer file = petra.file(digest).expect(200);
    assertEquals(METHODS + "900,'=HYPERLINK(1),,\n", file.body());
    assertTrue(file.header("Content-Disposition").startsWith("attachment"));
    assertEquals("nosniff", file.header("X-Content-Type-Options"));
    JsonObject raw = olga.preview("methods", bytes(csv)).json();
    JsonObject guarded = olga.preview("methods", bytes(file.body())).json();
    assertEquals(raw.getJsonObject("added"), guarded.getJsonObject("added"));
    petra.file("0".repeat(64)).expect(404, "file-unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE catalogue_file SET content = ''",
        "DELETE FROM catalogue_part",
        "UPDATE catalogue_version SET effective_at = now()"
      })
  void theServiceCannotChangeWhatWasInForce(String change) throws SQLException {
    try (var db = stack.connect("registration");
        var statement = db.createStatement()) {
      var refused = assertThrows(SQLException.class, () -> statement.execute(change));
      assertEquals("42501", refused.getSQLState());
    }
  }
}
