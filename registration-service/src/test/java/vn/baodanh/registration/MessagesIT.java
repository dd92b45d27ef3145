package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.MailServer.Mail;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Grounds;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.filing.PreferenceList;
import vn.baodanh.registration.person.Role;

/** What candidates are told, on two nodes, with a real mail server and a real gateway. */
class MessagesIT {
  private static Stack stack;
  private static MailServer mails;
  private static HttpServer portalInbox;
  private static List<Node> nodes;

  /** Letters that the portal's inbox took, by their keys. */
  private static final Map<String, JsonObject> POSTED = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() {
    POSTED.clear();
    stack = new Stack("messages_it");
    mails = new MailServer();
    portalInbox =
        stack.server(request ->
            request
                .body()
                .onSuccess(body -> {
                  JsonObject letter = body.toJsonObject();
                  POSTED.put(request.getHeader("Idempotency-Key"), letter);
                  request
                      .response()
                      .setStatusCode(letter.getString("to").equals("nobody") ? 404 : 202)
                      .end();
                }));
    String[] settings = {
      "SMTP_URL",
      mails.url(),
      "PORTAL_INBOX_URL",
      "http://127.0.0.1:" + portalInbox.actualPort() + "/letters",
      "MESSAGE_PAUSE_MS",
      "200"
    };
    nodes = List.of(stack.node(settings), stack.node(settings));
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
    mails.close();
  }

  private static Device candidate(String subject) {
    return nodes.getFirst().of(subject);
  }

  private static String withEmail(Device device) {
    String address = device.subject() + "@example.org";
    stack.execute(
        "INSERT INTO contact (candidate_id, email, department_code) VALUES ('%s', '%s', '01')"
            .formatted(stack.candidate(device.subject()), address));
    return address;
  }

  private static List<JsonObject> inbox(Device device, String query) {
    return device
        .get("/v1/me/messages" + query)
        .expect(200)
        .json()
        .getJsonArray("messages")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static Answer file(Device device, String key, long version, String list) {
    return Again.untilTold(() -> device.file(key, version, list, "Prefer", "wait=10")).expect(200);
  }

  @Test
  void theInboxTellsWhatBecameOfEachFilingTheNewestFirst() {
    Device anna = candidate("anna");
    Answer first = file(anna, "key-00000001", 0, Lists.ONE);
    Answer second = file(anna, "key-00000002", first.version(), Lists.OTHER);
    List<JsonObject> messages = inbox(anna, "");
    assertEquals(
        List.of(second.id(), first.id()),
        messages.stream().map(message -> message.getString("filingId")).toList());
    assertEquals("filing-applied", messages.getFirst().getString("kind"));
    assertEquals("Danh sách nguyện vọng đã có hiệu lực", messages.getFirst().getString("title"));
    assertEquals(List.of(), inbox(candidate("somebody-else"), ""));
  }

  /** What the queue gives out of turn is told, too: here it gets it without the service. */
  @Test
  void whatWasRefusedOrOvertakenIsToldWithItsReason() {
    Device nga = candidate("nga");
    String address = withEmail(nga);
    Answer counts = file(nga, "key-00000001", 0, Lists.ONE);
    UUID refused = queued("nga", "key-stale", counts.version() + 1_000_000);
    Stack.eventually("refused", () -> nga.filing(refused.toString()).status() == 200);
    UUID overtaken = queued("nga", "key-late", counts.version() - 1_000_000);
    Stack.eventually("overtaken", () -> nga.filing(overtaken.toString()).status() == 200);
    List<JsonObject> told = inbox(nga, "?limit=3"); // what came of windows before is not meant
    assertEquals(
        List.of("filing-overtaken", "filing-refused", "filing-applied"),
        told.stream().map(m -> m.getString("kind")).toList());
    assertEquals(
        List.of(overtaken.toString(), refused.toString(), counts.id()),
        told.stream().map(m -> m.getString("filingId")).toList());
    assertTrue(told.get(1).getString("text").contains("đã được thay đổi ở nơi khác"), "why");
    assertTrue(told.get(1).getString("textEn").contains("it was changed elsewhere before"), "why");
    Stack.eventually(
        "letters of all three",
        () -> {
          String letters = mails.to(address).toString();
          return told.stream().allMatch(m -> letters.contains(m.getString("textEn")));
        });
  }

  /** Another list, made of no version, given to the queue with this place in it. */
  private static UUID queued(String subject, String key, long order) {
    UUID candidate = stack.candidate(subject);
    byte[] content = "BKA/IT1\n".getBytes(UTF_8);
    byte[] digest = PreferenceList.digestOf(content);
    UUID id = FilingId.of(candidate, Kind.PREFERENCES, key, digest);
    Grounds grounds = new Grounds("2026.1", 1);
    Filing filing =
        new Filing(id, candidate, Kind.PREFERENCES, order, 0, digest, grounds, content, "here");
    try (RedisClient redis = stack.redis()) {
      redis.add(
          new Partitions(4).of(candidate),
          "o".getBytes(UTF_8),
          Long.toString(order).getBytes(UTF_8),
          "f".getBytes(UTF_8),
          filing.encode());
    }
    return id;
  }

  @Test
  void aWithdrawalIsToldAsOne() {
    Registrations.moveWindow(stack, "2026", -3600, 3600, nodes.toArray(Node[]::new));
    Device tam = Registrations.owner(stack, "tam", nodes.getFirst());
    String address = "tam@example.org";
    String form = Registrations.pupil().put("email", address).encode();
    Answer registered =
        Again.untilTold(() -> tam.register("key-00000001", 0, form, "Prefer", "wait=10"))
            .expect(200);
    Answer withdrawn = tam.withdraw("key-00000002", registered.version()).expect(202);
    Stack.eventually("recorded", () -> stack.journal().containsKey(withdrawn.id()));
    JsonObject told = inbox(tam, "").getFirst();
    assertEquals(withdrawn.id(), told.getString("filingId"));
    assertEquals("Đăng ký dự thi đã được rút", told.getString("title"));
    assertEquals("Your exam registration is withdrawn", told.getString("titleEn"));
    Stack.eventually(
        "a letter", () -> mails.to(address).toString().contains("Your withdrawal was recorded"));
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    Device minh = candidate("minh");
    long version = 0;
    for (int i = 0; i < 5; i++) {
      version = file(minh, "key-0000000" + i, version, Lists.ONE).version();
    }
    Set<String> seen = new HashSet<>();
    String query = "?limit=2";
    for (int pages = 1; ; pages++) {
      JsonObject page = minh.get("/v1/me/messages" + query).expect(200).json();
      page.getJsonArray("messages")
          .forEach(message -> seen.add(((JsonObject) message).getString("filingId")));
      if (page.getString("next") == null) {
        assertEquals(3, pages);
        break;
      }
      query = "?limit=2&after=" + page.getString("next");
    }
    assertEquals(5, seen.size());
    minh.get("/v1/me/messages?after=AAAA").expect(400, "invalid");
  }

  @Test
  void whatWasSeenIsReadAndStaysSo() {
    Device lan = candidate("lan");
    Answer first = file(lan, "key-00000001", 0, Lists.ONE);
    file(lan, "key-00000002", first.version(), Lists.OTHER);
    List<JsonObject> unread = inbox(lan, "");
    assertEquals(List.of(false, false), unread.stream().map(m -> m.getBoolean("read")).toList());
    read(lan, unread.getLast().getString("id"));
    assertEquals(
        List.of(false, true), inbox(lan, "").stream().map(m -> m.getBoolean("read")).toList());
    read(lan, unread.getFirst().getString("id"));
    read(lan, unread.getLast().getString("id"));
    assertEquals(
        List.of(true, true), inbox(lan, "").stream().map(m -> m.getBoolean("read")).toList());
  }

  private static void read(Device device, String through) {
    device
        .put("/v1/me/messages/read", new JsonObject().put("through", through).encode())
        .expect(204);
  }

  @Test
  void whoHasAnAddressGetsALetterInBothLanguages() {
    Device binh = candidate("binh");
    String address = withEmail(binh);
    file(binh, "key-00000001", 0, Lists.ONE);
    Stack.eventually("a letter", () -> !mails.to(address).isEmpty());
    Mail mail = mails.to(address).getFirst();
    assertEquals("Danh sách nguyện vọng đã có hiệu lực", mail.subject());
    assertTrue(mail.text().contains("Your list of preferences was recorded"), mail.text());
    assertFalse(mail.text().contains("BKA"), "what was chosen is nobody else's matter");
  }

  @Test
  void withoutItsMailServerTheServiceTakesFilingsAndTheLettersComeLater() {
    Device chi = candidate("chi");
    String address = withEmail(chi);
    mails.goAway();
    Answer kept = file(chi, "key-00000001", 0, Lists.ONE);
    assertEquals(kept.id(), inbox(chi, "").getFirst().getString("filingId"));
    Stack.eventually(
        "it was tried",
        () ->
            stack.count(
                    "SELECT count(*) FROM outbox WHERE attempts > 0 AND fault IS NOT NULL AND candidate_id = '%s'"
                        .formatted(stack.candidate("chi")))
                == 1);
    mails.comeBack();
    Stack.eventually("a letter", () -> !mails.to(address).isEmpty());
    assertEquals(1, mails.to(address).size());
  }

  @Test
  void whoeverLosesItsSessionsEveryFilingIsTold() {
    List<Device> devices =
        IntStream.range(0, 60).mapToObj(i -> candidate("candidate-" + i)).toList();
    devices.forEach(MessagesIT::withEmail);
    devices.stream()
        .map(device -> device.sendFiling("key-00000001", 0, Lists.ONE))
        .toList()
        .forEach(sent -> sent.join().expect(202));
    Stack.eventually("some letters", () -> lettersToAll() > 5);
    stack.terminate("SELECT pid FROM pg_stat_activity WHERE usename = 'registration'");
    stack.execute("UPDATE outbox SET due_at = now() WHERE due_at < 'infinity'"); // no lease is left
    Stack.eventually("every letter", () -> lettersToAll() == 60);
    for (Device device : devices) {
      List<Mail> letters = mails.to(device.subject() + "@example.org");
      assertEquals(
          1,
          letters.stream().map(Mail::id).distinct().count(),
          "a second copy shows that it is one");
    }
  }

  private static long lettersToAll() {
    return mails.all().stream()
        .map(Mail::to)
        .filter(to -> to.startsWith("candidate-"))
        .distinct()
        .count();
  }

  @Test
  void aWindowsChangeReachesTheDepartmentAndNobodyElse() {
    Device here = candidate("here");
    String address = withEmail(here);
    Device elsewhere = candidate("elsewhere");
    String other = withEmail(elsewhere);
    stack.execute(
        "UPDATE contact SET department_code = '02' WHERE candidate_id = '%s'"
            .formatted(stack.candidate("elsewhere")));
    stack.grant("operator", Role.OPERATOR, "");
    stack.grant("approver", Role.OPERATOR_APPROVER, "");
    Stack.eventually(
        "grants are known",
        () -> candidate("approver").get("/v1/operations/proposals").status() == 200);
    JsonObject change =
        new JsonObject()
            .put("action", "open")
            .put("step", "payment")
            .put("department", "01")
            .put("closes", "2999-07-16T10:00:00Z")
            .put("note", "more time");
    Answer proposed =
        candidate("operator")
            .post("/v1/operations/window-changes", "key-00000001", change)
            .expect(202);
    String approval = "/v1/operations/proposals/" + proposed.id() + "/approval";
    candidate("approver").post(approval).expect(200);
    candidate("approver").post(approval).expect(200);

    List<JsonObject> told = inbox(here, "");
    assertEquals(List.of("window-changed"), told.stream().map(m -> m.getString("kind")).toList());
    assertTrue(told.getFirst().getString("text").contains("17:00 16/07/2999"), told.toString());
    assertEquals(List.of(), inbox(elsewhere, ""));
    Stack.eventually("a letter", () -> !mails.to(address).isEmpty());
    Stack.eventually(
        "all of it is sent",
        () -> stack.count("SELECT count(*) FROM announcement WHERE NOT sent") == 0);
    assertEquals(List.of(), mails.to(other));
  }

  @Test
  void thePortalsInboxGetsWhatItTakesAndIsNotAskedForEverOtherwise() {
    Device dung = candidate("dung");
    stack.execute(
        "INSERT INTO contact (candidate_id, subject) VALUES ('%s', 'dung'), ('%s', 'nobody')"
            .formatted(stack.candidate("dung"), stack.candidate("giang")));
    file(dung, "key-00000001", 0, Lists.ONE);
    file(candidate("giang"), "key-00000001", 0, Lists.ONE);
    Stack.eventually(
        "both are posted",
        () ->
            POSTED.values().stream()
                .map(l -> l.getString("to"))
                .toList()
                .containsAll(List.of("dung", "nobody")));
    Stack.eventually(
        "one is given up",
        () ->
            stack.count(
                    "SELECT count(*) FROM outbox WHERE due_at = 'infinity' AND fault = 'HTTP 404'")
                == 1);
    Stack.eventually(
        "the other is done",
        () ->
            stack.count(
                    "SELECT count(*) FROM outbox WHERE candidate_id = '%s'"
                        .formatted(stack.candidate("dung")))
                == 0);
  }
}
