package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.person.Role;

/** Schools and points of receipt enter exam registrations for candidates, their own ones only. */
class EnteredIT {
  private static final String PATH = "/v1/operations/exam-registrations";
  private static final String KEY = "key-00000001";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Stack stack;
  private static Node node;
  private static Device school;
  private static Device otherSchool;

  @BeforeAll
  static void start() {
    stack = new Stack("entered_it");
    node = stack.node();
    Registrations.moveWindow(stack, "2026", -3600, 3600, node);
    stack.grant("school", Role.SCHOOL, "01-001");
    stack.grant("other-school", Role.SCHOOL, "01-002");
    school = node.of("school");
    otherSchool = node.of("other-school");
    Stack.eventually(
        "grants are known", () -> find(otherSchool, "01-002", "001208000000").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static JsonObject form(String number, String point) {
    JsonObject form = Registrations.pupil().put("pointOfReceipt", point);
    form.getJsonObject("identity").put("number", number);
    return form;
  }

  private static Answer enter(Device staff, String key, long version, JsonObject form) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + staff.port() + PATH))
            .header("Authorization", "Bearer " + staff.token())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .header("If-Match", "\"" + version + "\"")
            .header("Prefer", "wait=10")
            .PUT(BodyPublishers.ofString(form.encode()))
            .build();
    return Again.untilTold(() ->
        Again.send(() -> HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of))
            .join());
  }

  private static Answer registered(Device candidate, String key, long version, String form) {
    return Again.untilTold(() -> candidate.register(key, version, form, "Prefer", "wait=10"))
        .expect(200);
  }

  private static Answer find(Device staff, String organisation, String number) {
    var body =
        new JsonObject()
            .put("school", organisation)
            .put("identity", new JsonObject().put("kind", "citizen").put("number", number));
    return staff.post(PATH + "/lookup", body.encode());
  }

  private static Device account(String subject, String number) {
    var claims = stack.portal.claims(subject).claim("citizen_id", number);
    String token =
        stack.portal.sign(claims.claim("name", "Nguyễn Văn An").claim("birthdate", "2008-05-20"));
    return new Device(subject, token, node.port());
  }

  /** Looks, and waits until the service has noted whose account it is. */
  private static Device seenAccount(String subject, String number) {
    Device device = account(subject, number);
    device.registration();
    Stack.eventually(
        "the account is noted",
        () ->
            stack.count(
                    "SELECT count(*) FROM identity_document WHERE source = 'portal' AND candidate_id = '%s'"
                        .formatted(stack.candidate(subject)))
                == 1);
    return device;
  }

  @Test
  void whoHasNeverSignedInFindsWhatWasEnteredAndReplacesIt() {
    String number = "001208000001";
    assertEquals("none", find(school, "01-001", number).expect(200).text("status"));
    Answer entered = enter(school, KEY, 0, form(number, "001")).expect(200);
    assertEquals("applied", entered.text("status"));
    assertEquals(
        entered.body().replaceAll("\"mac.*", ""),
        enter(school, KEY, 0, form(number, "001")).body().replaceAll("\"mac.*", ""),
        "a repeat is the same filing");
    assertEquals(
        List.of(List.of(stack.candidate("school").toString(), "01-001")),
        stack.rows(
            "SELECT entered_by, entered_for FROM filing_journal WHERE filing_id = '%s'"
                .formatted(entered.id())));
    assertTrue(
        stack.count(
                "SELECT count(*) FROM audit WHERE action = 'exam-registration.enter' AND details ->> 'filing' = '%s'"
                    .formatted(entered.id()))
            > 0);

    Device candidate = account("late", number);
    Stack.eventually(
        "the account finds it", () -> candidate.registration().version() == entered.version());
    JsonObject filing =
        candidate.get("/v1/me/filings").expect(200).json().getJsonArray("filings").getJsonObject(0);
    assertEquals("01-001", filing.getString("enteredBy"));
    assertTrue(
        candidate.get("/v1/me/messages").expect(200).body().contains("01-001 đã nộp"),
        "the candidate is told who filed");
    candidate.get("/v1/me/filings/" + entered.id() + "/receipt").expect(200);

    String own = form(number, "002").encode();
    Answer unaware = registered(candidate, KEY, 0, own);
    assertEquals("refused", unaware.text("status"), "a device that does not know of it");
    Answer later = registered(candidate, "key-00000002", candidate.registration().version(), own);
    assertEquals("applied", later.text("status"));
    assertEquals(later.id(), candidate.registration().text("filingId"));
    assertEquals(
        0,
        stack.count(
            "SELECT count(*) FROM suspected_duplicate WHERE reason = 'same-document' AND '%s' IN (one, other)"
                .formatted(stack.candidate("late"))));
    JournalAudit.check(stack);
  }

  @Test
  void whoHasAnAccountHasItThereAtOnceAndTheLaterInOrderCounts() {
    String number = "001208000002";
    Device candidate = seenAccount("early", number);
    Answer own = registered(candidate, KEY, 0, form(number, "001").encode());
    enter(school, KEY, 0, form(number, "001")).expect(412, "stale-version");
    Answer seen = find(school, "01-001", number).expect(200);
    assertEquals(own.version(), seen.version());
    JsonObject corrected = form(number, "001").put("phone", "+84987654321");
    Answer entered = enter(school, KEY, seen.version(), corrected).expect(200);
    assertEquals(entered.id(), candidate.registration().text("filingId"));
    candidate
        .register("key-00000002", own.version(), form(number, "001").encode())
        .expect(412, "stale-version");
    assertEquals(
        List.of(List.of(stack.candidate("early").toString())),
        stack.rows(
            "SELECT candidate_id FROM filing_journal WHERE filing_id = '%s'"
                .formatted(entered.id())));
  }

  @Test
  void nobodyEntersOrSeesAnythingForAnotherSchool() {
    String number = "001208000003";
    enter(otherSchool, KEY, 0, form(number, "001")).expect(403, "other-school");
    find(otherSchool, "01-001", number).expect(403, "other-school");
    enter(node.of("nobody"), KEY, 0, form(number, "001")).expect(403, "role-missing");
    Answer entered = enter(school, KEY, 0, form(number, "001")).expect(200);
    Answer elsewhere = find(otherSchool, "01-002", number).expect(409, "registered-elsewhere");
    assertFalse(elsewhere.body().contains("01-001"), elsewhere.body());
    enter(otherSchool, KEY, entered.version(), form(number, "002"))
        .expect(409, "registered-elsewhere");
    assertEquals(
        1,
        stack.count(
            "SELECT count(*) FROM filing_journal WHERE convert_from(content, 'UTF8') LIKE '%%%s%%'"
                .formatted(number)));
  }

  @Test
  void aDocumentOfSeveralAccountsIsForOperatorsFirst() {
    String number = "001208000004";
    seenAccount("one-of-two", number);
    seenAccount("other-of-two", number);
    enter(school, KEY, 0, form(number, "001")).expect(409, "document-of-several");
  }

  @Test
  void aGrantThatHasEndedLetsNobodyIn() {
    stack.grant("leaver", Role.SCHOOL, "01-001");
    Device leaver = node.of("leaver");
    Stack.eventually(
        "the grant is known", () -> find(leaver, "01-001", "001208000005").status() == 200);
    stack.execute("UPDATE staff_grant SET ended_at = now() WHERE subject = 'leaver'");
    Stack.within(
        Duration.ofSeconds(5),
        "the grant is over",
        () -> enter(leaver, KEY, 0, form("001208000005", "001")).status() == 403);
  }
}
