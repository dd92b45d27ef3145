package vn.baodanh.registration;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.FeedReader.Pulled;
import vn.baodanh.registration.person.Role;

/** What a university pulls of its applicants, line by line. */
class FeedIT {
  private static final String AT = "YHB/7720101YHT";
  private static final JsonObject CONTRACT = PublishedContract.load();

  private static Stack stack;
  private static Node node;
  private static FeedReader reader;

  @BeforeAll
  static void start() {
    stack = new Stack("feed_it");
    node = stack.node("PULLS_PER_MINUTE", "100000");
    stack.openWindow();
    Registrations.moveWindow(stack, "2026", -3600, 3600, node);
    stack.grant("officer", Role.INSTITUTION, "YHB");
    reader = new FeedReader(stack.portal.token("officer"), node.port(), "YHB");
    Stack.eventually("the grant is known", () -> reader.pull("").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /** Everything there is, once so many lines are. */
  private static List<JsonObject> linesAfter(String cursor, int count) {
    String query = cursor.isEmpty() ? "" : "?after=" + cursor;
    Stack.eventually(
        count + " lines", () -> reader.pull(query).expect(200).lines().size() >= count);
    List<JsonObject> lines = reader.pull(query).lines();
    assertEquals(count, lines.size(), lines::toString);
    lines.forEach(line ->
        assertEquals(
            List.of(),
            PublishedContract.faults(CONTRACT, "/components/schemas/Application", line)));
    return lines;
  }

  private static String end() {
    return reader.pull("").expect(200).header("Feed-Cursor");
  }

  private static String applicant(String subject) {
    return stack.candidate(subject).toString();
  }

  @Test
  void anApplicantIsCreatedChangedPaidAndStruckWithTheRegistrationThatCountsThen() {
    String before = end();
    Device anna = Registrations.owner(stack, "anna", node);
    var form = Registrations.pupil();
    var registered = anna.register("key-00000001", 0, form.encode()).expect(202);
    Stack.eventually("registered", () -> stack.journal().containsKey(registered.id()));
    var first = anna.file("key-00000002", 0, Lists.of(AT, "NTH/KDQH1.1")).expect(202);
    JsonObject created = linesAfter(before, 1).getFirst();
    assertEquals("created", created.getString("change"));
    assertEquals(applicant("anna"), created.getString("applicant"));
    assertEquals(
        new JsonArray().add(new JsonObject().put("programmeCode", "7720101YHT")),
        created.getJsonArray("programmes"));
    JsonObject person = created.getJsonObject("person");
    assertEquals("Nguyễn Văn An", person.getString("fullName"));
    assertEquals("001208012345", person.getJsonObject("identity").getString("number"));
    assertFalse(created.getBoolean("paid"));
    assertFalse(created.encode().contains("KDQH1.1"), "another institution's preference");
    assertFalse(created.encode().contains("+84912345678"), "what no institution needs");

    form.put("fullName", "Nguyễn Văn Ân").put("priorityArea", "KV1");
    anna.register("key-00000003", registered.version(), form.encode()).expect(202);
    JsonObject corrected = linesAfter(created.getString("cursor"), 1).getFirst();
    assertEquals("changed", corrected.getString("change"));
    assertEquals("Nguyễn Văn Ân", corrected.getJsonObject("person").getString("fullName"));
    assertEquals("KV1", corrected.getJsonObject("person").getString("priorityArea"));

    payListOf("anna");
    JsonObject paid = linesAfter(corrected.getString("cursor"), 1).getFirst();
    assertEquals("paid", paid.getString("change"));
    assertTrue(paid.getBoolean("paid"));

    anna.file("key-00000004", first.version(), Lists.of("NTH/KDQH1.1")).expect(202);
    JsonObject struck = linesAfter(paid.getString("cursor"), 1).getFirst();
    assertEquals("struck", struck.getString("change"));
    assertEquals(new JsonArray(), struck.getJsonArray("programmes"));
    assertFalse(struck.getBoolean("paid"));
    assertEquals(null, struck.getValue("person"));
    assertEquals(
        List.of(created, corrected, paid, struck),
        reader.pull("?after=" + before).lines(),
        "lines that were read once");
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

  @Test
  void pagesFollowEachOtherWhereverOneStops() {
    String before = end();
    for (int i = 0; i < 7; i++) {
      node.of("pupil-" + i).file("key-00000001", 0, Lists.of(AT)).expect(202);
    }
    List<JsonObject> all = linesAfter(before, 7);
    for (int limit : List.of(1, 2, 3, 7, 50)) {
      Pulled page = reader.pull("?after=" + before + "&limit=" + limit).expect(200);
      assertEquals(all.subList(0, Math.min(limit, 7)), page.lines());
      assertEquals("" + page.lines().size(), page.header("Feed-Lines"));
      assertEquals(page.lines().getLast().getString("cursor"), page.header("Feed-Cursor"));
      Pulled rest = reader.pull("?after=" + page.header("Feed-Cursor")).expect(200);
      assertEquals(all.subList(Math.min(limit, 7), 7), rest.lines());
    }
    Pulled none = reader.pull("?after=" + all.getLast().getString("cursor")).expect(200);
    assertEquals("", none.text());
    assertEquals(all.getLast().getString("cursor"), none.header("Feed-Cursor"));
  }

  @Test
  void aSpreadsheetShowsZerosAndLettersAndCalculatesNothing() {
    String before = end();
    Device device = Registrations.owner(stack, "spreadsheet", node);
    var registered = device.register("key-00000001", 0, Registrations.pupil().encode()).expect(202);
    Stack.eventually("registered", () -> stack.journal().containsKey(registered.id()));
    device.file("key-00000002", 0, Lists.of(AT)).expect(202);
    linesAfter(before, 1);
    Pulled csv = reader.pull("?format=csv&after=" + before).expect(200);
    assertEquals("text/csv", csv.header("Content-Type"));
    List<String> lines = csv.text().lines().toList();
    assertTrue(lines.getFirst().startsWith("\uFEFFcursor,change,at,applicant,paid,programmes,"));
    assertTrue(lines.get(1).contains(",\"=\"\"001208012345\"\"\",Nguyễn Văn An,"), lines.get(1));
    assertTrue(lines.get(1).contains(",7720101YHT,citizen,"), lines.get(1));
    assertEquals(2, lines.size());
  }

  @Test
  void compressedItIsTheSame() {
    Pulled plain = reader.pull("");
    Pulled compressed = reader.pull("", "Accept-Encoding", "br, gzip;q=0.5");
    assertEquals("gzip", compressed.header("Content-Encoding"));
    assertTrue(compressed.text().startsWith(plain.text()));
    assertEquals("", reader.pull("", "Accept-Encoding", "gzip;q=0").header("Content-Encoding"));
  }

  @Test
  void aCursorOfWhatARestoreHasUndoneAsksForAResync() {
    String before = end();
    for (int i = 0; i < 3; i++) {
      node.of("undone-" + i).file("key-00000001", 0, Lists.of(AT)).expect(202);
    }
    String last = linesAfter(before, 3).getLast().getString("cursor");
    String position = last.substring(0, last.indexOf('-'));
    for (String gone : List.of(position + "-00000000", "99999999-0a0a0a0a")) {
      Pulled answer = reader.pull("?after=" + gone).expect(410);
      assertEquals("resync", answer.code());
    }
    assertEquals(400, reader.pull("?after=unknown").status());
    assertEquals(400, reader.pull("?after=1").status());
  }

  @Test
  void onlyTheOwnInstitutionIsAnswered() {
    for (String other : List.of("NTH", "ZZZZ")) {
      Pulled answer = new FeedReader(reader.token(), node.port(), other).pull("").expect(403);
      assertEquals("not-your-institution", answer.code());
    }
  }

  @Test
  void aMachineWhoseKeyIsRegisteredPulls() {
    MachineKey key = MachineKey.generate();
    Device officer = node.of("officer");
    String grant =
        officer
            .post(
                "/v1/grants",
                "key-00000001",
                new JsonObject()
                    .put("publicKey", key.publicKey())
                    .put("scopes", new JsonArray().add("applications"))
                    .put("role", "institution")
                    .put("organisation", "YHB")
                    .put(
                        "until",
                        Instant.now().plus(Duration.ofDays(30)).truncatedTo(SECONDS).toString())
                    .put("note", "pulls at night"))
            .expect(201)
            .text("id");
    var machine = new FeedReader(key.token(grant), node.port(), "YHB");
    Stack.eventually("the key is known", () -> machine.pull("").status() == 200);
    officer.delete("/v1/grants/" + grant).expect(204);
    Stack.eventually("the key is revoked", () -> machine.pull("").status() == 401);
  }

  @Test
  void everyPullSaysItsVersionAndItsLinesAndBytesAreCounted() {
    String before = end();
    node.of("counted").file("key-00000001", 0, Lists.of(AT)).expect(202);
    linesAfter(before, 1);
    Node another = stack.node("ROLES", "intake"); // which nobody has asked yet
    FeedReader there = reader.at(another);
    Stack.eventually("the grant is known", () -> there.pull("?after=x-").status() == 400);
    Pulled pulled = there.pull("?after=" + before).expect(200);
    assertEquals("1", pulled.header("Feed-Version"));
    Stack.eventually(
        "its line is counted", () -> another.counted("institution_pulled_lines_total") == 1);
    Stack.eventually(
        "and its bytes",
        () -> another.counted("institution_pulled_bytes_total") == pulled.body().length);
    assertEquals("1", there.pull("?format=csv").expect(200).header("Feed-Version"));
    stack.stop(another);
  }

  @Test
  void everyPullIsWrittenDown() {
    String before = end();
    node.of("audited").file("key-00000001", 0, Lists.of(AT)).expect(202);
    linesAfter(before, 1);
    long pulls = stack.count("SELECT count(*) FROM audit WHERE action = 'applications.pull'");
    Pulled pulled = reader.pull("?after=" + before + "&limit=1").expect(200);
    assertEquals(
        pulls + 1, stack.count("SELECT count(*) FROM audit WHERE action = 'applications.pull'"));
    String ends =
        """
        SELECT details->>'lines', details->>'bytes', details->>'from', details->>'through', details->>'complete', actor, object
        FROM audit WHERE action = 'applications.pulled' AND details->>'from' = '%s' AND details->>'lines' = '1' ORDER BY number DESC LIMIT 1
        """
            .formatted(before);
    Stack.eventually("its end is written down", () -> !stack.rows(ends).isEmpty());
    assertEquals(
        List.of(
            "1",
            "" + pulled.body().length,
            before,
            pulled.header("Feed-Cursor"),
            "true",
            applicant("officer"),
            "YHB"),
        stack.rows(ends).getFirst());
  }

  @Test
  void whoPullsTooOftenIsToldWhenToComeAgainOnEveryNodeAlsoWhileRedisIsAway() {
    stack.grant("hasty", Role.INSTITUTION, "NTH");
    List<Node> nodes =
        Limited.onTwoNodes(
            stack,
            "pulls:{NTH}",
            List.of("PULLS_PER_MINUTE", "3", "ROLES", "intake"),
            FeedIT::pullTooOften);
    FeedReader hasty = hasty(nodes.getFirst());
    stack.redis.pause();
    try {
      assertNotEquals(429, hasty.pull("").status(), "this node counts anew");
      hasty.pull("").expect(200);
      hasty.pull("").expect(200);
      hasty.pull("").expect(429);
    } finally {
      stack.redis.resume();
    }
    nodes.forEach(stack::stop);
  }

  private static FeedReader hasty(Node node) {
    return new FeedReader(stack.portal.token("hasty"), node.port(), "NTH");
  }

  private static void pullTooOften(List<Node> nodes) {
    FeedReader one = hasty(nodes.getFirst());
    FeedReader other = hasty(nodes.getLast());
    for (FeedReader reader : List.of(one, other)) {
      Stack.eventually("the grant is known", () -> reader.pull("?after=x-").status() == 400);
    }
    List<String> left =
        Stream.of(one, other, one).map(reader -> reader.pull("").expect(200).left()).toList();
    assertEquals(List.of("\"pulls\";r=2", "\"pulls\";r=1", "\"pulls\";r=0"), left);
    Pulled refused = other.pull("").expect(429);
    assertEquals("too-many-requests", refused.code());
    assertEquals("\"pulls\";q=3;w=60", refused.header("RateLimit-Policy"));
    int seconds = Integer.parseInt(refused.header("Retry-After"));
    assertTrue(seconds >= 1 && seconds <= 20, refused.header("Retry-After"));
  }
}
