package vn.baodanh.registration;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.registration.season.RulesFile;

/**
 * Two people change windows while filings pour in on two nodes: the country's is closed early, one
 * department's is extended, another's hidden. Every receipt time is on the right side.
 */
class WindowsIT {
  private static final String CHANGES = "/v1/operations/window-changes";
  private static final String KEY = "key-00000001";
  private static final String OF_LISTS = "Thay đổi lịch đăng ký nguyện vọng";

  /** A candidate of each in turn; the empty one has not registered. */
  private static final List<String> DEPARTMENTS = List.of("25", "26", "");

  private static final int CANDIDATES = 6_000;
  private static final long PAUSE_MS = 3;

  /** So many file before anything is changed, and after the last change is in force. */
  private static final int BEFORE = 90;

  private static final int AFTER = 600;

  /** Who is told of changes: by department, and one who has not registered. */
  private static final List<String> TOLD = List.of("25", "26", "01", "none");

  private static Stack stack;
  private static MailServer mails;
  private static Node a;
  private static Node b;
  private static Device anna;
  private static Device binh;

  @BeforeAll
  static void start() {
    stack = new Stack("windows_it");
    mails = new MailServer();
    a = stack.node("FIRST_OPERATORS", "anna,binh", "SMTP_URL", mails.url());
    b = stack.node();
    anna = a.of("anna");
    binh = b.of("binh");
    stack.openWindow();
    registerCandidates();
    TOLD.forEach(WindowsIT::giveAddress);
    Stack.eventually("binh is an operator", () -> binh.get("/v1/grants").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
    mails.close();
  }

  private static String department(int candidate) {
    return DEPARTMENTS.get(candidate % DEPARTMENTS.size());
  }

  private static void registerCandidates() {
    stack.execute(
        IntStream.range(0, CANDIDATES)
            .filter(i -> !department(i).isEmpty())
            .mapToObj(i ->
                "('%s', 2, 1, 1, 0, 1, '', '%s')"
                    .formatted(stack.candidate("person-" + i), department(i)))
            .collect(
                joining(
                    ",",
                    "INSERT INTO current_filing (candidate_id, kind, last_order_us, order_us,"
                        + " partition, seq, content, department_code) VALUES ",
                    "")));
  }

  private static void giveAddress(String department) {
    String subject = "told-" + department;
    stack.execute(
        "INSERT INTO contact (candidate_id, email, department_code) VALUES ('%s', '%s@example.org', nullif('%s', 'none'))"
            .formatted(stack.candidate(subject), subject, department));
  }

  /** What this candidate is told of the windows for lists, the newest first. */
  private static List<String> told(String department) {
    return a
        .of("told-" + department)
        .get("/v1/me/messages")
        .expect(200)
        .json()
        .getJsonArray("messages")
        .stream()
        .map(JsonObject.class::cast)
        .filter(message -> message.getString("title").equals(OF_LISTS))
        .map(message -> message.getString("text"))
        .toList();
  }

  private static long letters(String department) {
    return mails.to("told-" + department + "@example.org").stream()
        .filter(mail -> mail.subject().equals(OF_LISTS))
        .count();
  }

  private record Try(String department, Instant sent, CompletableFuture<Heard> heard) {}

  private record Heard(Answer answer, Instant at) {}

  @Test
  void everyReceiptTimeIsOnTheRightSideOfWindowsThatChangeMeanwhile() {
    List<Try> tries = new ArrayList<>();
    for (int i = 0; i < BEFORE; i++) {
      tries.add(file(i));
    }
    JsonObject own =
        change("extend")
            .put("department", "25")
            .put("closes", Instant.now().plusSeconds(7200).truncatedTo(SECONDS).toString());
    approve(own);
    approve(change("hide").put("department", "26"));
    assertFollowsBeforeItIsInForce();
    Instant closed = approve(change("close"));
    assertVersions(
        Map.of("2026-preferences", 2, "2026-preferences-25", 1, "2026-preferences-26", 1));
    int afterwards = 0;
    for (int i = BEFORE; afterwards < AFTER; i++) {
      assertTrue(i < CANDIDATES, "more candidates are needed");
      afterwards += Instant.now().isAfter(closed) ? 1 : 0;
      tries.add(file(i));
      Stack.sleep(PAUSE_MS);
    }
    WindowOracle oracle = new WindowOracle(stack);
    Map<String, Integer> seen = new TreeMap<>();
    tries.forEach(one -> seen.merge(judge(one, oracle), 1, Integer::sum));
    System.out.println(seen);
    for (String kind : List.of("25 taken", "26 taken", "26 refused", " taken", " refused")) {
      assertTrue(seen.getOrDefault(kind, 0) > 20, kind + ": " + seen);
    }
    assertFalse(seen.containsKey("25 refused"), seen::toString);
    assertJournal(oracle);
    assertShown();
    assertEverybodyIsToldOfTheOwnWindowAlone();
  }

  /** The country's close is not for departments that have a window of their own instead. */
  private static void assertEverybodyIsToldOfTheOwnWindowAlone() {
    for (String department : TOLD) {
      assertEquals(1, told(department).size(), department + ": " + told(department));
      Stack.eventually("a letter to " + department, () -> letters(department) == 1);
    }
    assertEquals(told("01"), told("none"));
    assertEquals(3, TOLD.stream().map(WindowsIT::told).distinct().count(), "what each is told");
    Stack.eventually(
        "all of it is sent",
        () -> stack.count("SELECT count(*) FROM announcement WHERE NOT sent") == 0);
    Stack.eventually(
        "no letter is left",
        () ->
            stack.count(
                    "SELECT count(*) FROM outbox JOIN announcement a ON a.id = message_id WHERE"
                        + " a.kind = 'window-changed' AND a.params->>'step' = 'preferences'")
                == 0);
    TOLD.forEach(department -> assertEquals(1, letters(department), department));
  }

  /** A change of a window can be proposed on top of one that is approved and not yet in force. */
  private static void assertFollowsBeforeItIsInForce() {
    JsonObject show = change("show").put("window", "2026-preferences-26");
    Stack.eventually(
        "the node has heard of the window that is made",
        () -> anna.post(CHANGES, UUID.randomUUID().toString(), show).status() == 202);
  }

  private static Try file(int candidate) {
    Device device = (candidate / 3 % 2 == 0 ? a : b).of("person-" + candidate);
    Instant sent = Instant.now();
    var heard =
        device.sendFiling(KEY, 0, Lists.ONE).thenApply(answer -> new Heard(answer, Instant.now()));
    return new Try(department(candidate), sent, heard);
  }

  /** What was refused could not be filed at one moment, at least, until it was answered. */
  private static String judge(Try one, WindowOracle oracle) {
    Heard heard = one.heard().join();
    Answer answer = heard.answer();
    if (answer.status() == 202) {
      assertTrue(oracle.isOpen(one.department(), answer.receivedAt()), answer.body());
      return one.department() + " taken";
    }
    answer.expect(409, "window-closed");
    assertFalse(
        oracle.isOpen(one.department(), one.sent()) && oracle.isOpen(one.department(), heard.at()),
        () -> one + " " + answer.body());
    return one.department() + " refused";
  }

  private static void assertJournal(WindowOracle oracle) {
    List<List<String>> rows =
        stack.rows(
            """
            SELECT j.received_us, coalesce(r.department_code, '')
            FROM filing_journal j LEFT JOIN current_filing r ON r.candidate_id = j.candidate_id AND r.kind = 2
            """);
    assertFalse(rows.isEmpty());
    rows.forEach(
        row -> assertTrue(oracle.isOpen(row.get(1), Long.parseLong(row.get(0))), row::toString));
  }

  private static void assertShown() {
    for (Node node : List.of(a, b)) {
      Instant asked = Instant.now().truncatedTo(MICROS);
      JsonObject season = Device.ask(node.port(), "/v1/season").expect(200).json();
      Instant now = Instant.parse(season.getString("serverTime"));
      assertFalse(now.isBefore(asked) || now.isAfter(Instant.now()), season::encode);
      JsonArray windows = season.getJsonArray("windows");
      JsonObject own = named(windows, "2026-preferences-25");
      assertEquals("2026-preferences", own.getString("replaces"));
      assertEquals("25", own.getString("department"));
      assertTrue(Instant.parse(own.getString("closes")).isAfter(now));
      JsonObject national = named(windows, "2026-preferences");
      assertEquals(2, national.getInteger("version"));
      assertFalse(Instant.parse(national.getString("closes")).isAfter(now));
    }
  }

  private static JsonObject named(JsonArray windows, String id) {
    return windows.stream()
        .map(JsonObject.class::cast)
        .filter(window -> window.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** On both nodes, before they are in force. */
  private static void assertVersions(Map<String, Integer> newest) {
    for (Device operator : List.of(anna, binh)) {
      Stack.eventually(
          "the node has heard of it",
          () -> {
            Map<String, Integer> versions = new TreeMap<>();
            JsonObject shown = operator.get("/v1/operations/windows").expect(200).json();
            for (Object one : shown.getJsonArray("windows")) {
              JsonObject window = (JsonObject) one;
              versions.put(window.getString("id"), window.getInteger("version"));
            }
            return versions.entrySet().containsAll(newest.entrySet());
          });
    }
  }

  private static JsonObject change(String action) {
    return new JsonObject()
        .put("action", action)
        .put("window", "2026-preferences")
        .put("version", 1)
        .put("note", "why");
  }

  /** Answers from when on it is in force. */
  private static Instant approve(JsonObject change) {
    String key = UUID.randomUUID().toString();
    Answer proposed = anna.post(CHANGES, key, change).expect(202);
    assertEquals(proposed.body(), anna.post(CHANGES, key, change).expect(202).body());
    String approval = "/v1/operations/proposals/" + proposed.id() + "/approval";
    anna.post(approval).expect(409, "same-person");
    Instant now = Instant.now();
    binh.post(approval).expect(200);
    Instant effective =
        Instant.parse(
            stack.text(
                "SELECT to_char(max(effective_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM season_window WHERE proposal_id = '%s'"
                    .formatted(proposed.id())));
    Duration ahead = Duration.between(now, effective);
    assertTrue(ahead.compareTo(Duration.ofSeconds(5)) > 0, "in force after " + ahead);
    return effective;
  }

  /** DOMAIN, section 3: exam codes until 2025, province codes from 2026; 65 in every year. */
  @ParameterizedTest
  @ValueSource(strings = {"2022", "2025", "2026"})
  void everyDepartmentOfASeasonHasItsWindowForPayment(String season) {
    List<String> departments =
        RulesFile.read(season).codes().departmentByCode().keySet().stream().sorted().toList();
    assertTrue(departments.contains("65"));
    List<String> paying =
        stack
            .rows(
                "SELECT department_code FROM season_window WHERE season = '%s' AND step = 'payment' ORDER BY 1"
                    .formatted(season))
            .stream()
            .map(List::getFirst)
            .toList();
    assertEquals(departments, paying);
  }

  @Test
  void whatDoesNotFitIsRefusedAtOnceOrWhenItIsApproved() {
    anna.post(CHANGES, "key-does-not-fit-1", change("close").put("version", 7))
        .expect(409, "window-changed");
    anna.post(CHANGES, "key-does-not-fit-2", change("close").put("window", "none"))
        .expect(422, "window-unknown");
    JsonObject hide = change("hide").put("window", "2026-confirmation");
    String first = anna.post(CHANGES, "key-hide-once", hide).expect(202).id();
    String second = anna.post(CHANGES, "key-hide-twice", hide).expect(202).id();
    binh.post("/v1/operations/proposals/" + first + "/approval").expect(200);
    binh.post("/v1/operations/proposals/" + second + "/approval").expect(409, "window-changed");
    assertEquals("open", anna.get("/v1/operations/proposals/" + second).expect(200).text("state"));
    assertEquals(
        2, stack.count("SELECT count(*) FROM season_window WHERE id = '2026-confirmation'"));
    anna.post(CHANGES, "key-hide-once", hide).expect(202);
  }
}
