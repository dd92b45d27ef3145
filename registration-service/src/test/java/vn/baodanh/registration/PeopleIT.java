package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.person.Role;

/** One person under two documents: found, looked at, and joined by two people. */
class PeopleIT {
  private static final int MEETINGS = 5;

  private static Stack stack;
  private static Node node;
  private static Device operator;
  private static Device approver;

  @BeforeAll
  static void start() {
    stack = new Stack("people_it");
    node = stack.node("PULLS_PER_MINUTE", "100000");
    stack.openWindow();
    Registrations.moveWindow(stack, "2026", -3600, 3600, node);
    stack.grant("operator", Role.OPERATOR, "");
    stack.grant("approver", Role.OPERATOR_APPROVER, "");
    operator = node.of("operator");
    approver = node.of("approver");
    Stack.eventually(
        "grants are known",
        () -> approver.get("/v1/operations/suspected-duplicates").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /** Signs in with a document of one's own and looks, so that the service has seen it. */
  private static Device seen(
      String subject, String document, String number, String name, String birthdate) {
    return seenAt(node, subject, document, number, name, birthdate);
  }

  private static Device seenAt(
      Node there, String subject, String document, String number, String name, String birthdate) {
    var claims = stack.portal.claims(subject).claim("citizen_id", null).claim(document, number);
    String token = stack.portal.sign(claims.claim("name", name).claim("birthdate", birthdate));
    Device device = new Device(subject, token, there.port());
    device.current();
    return device;
  }

  private static List<JsonObject> listed() {
    return operator
        .get("/v1/operations/suspected-duplicates")
        .expect(200)
        .json()
        .getJsonArray("suspected")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static Optional<JsonObject> pair(String subject, String other) {
    Set<String> both = Set.of(id(subject), id(other));
    return listed().stream()
        .filter(pair ->
            both.equals(
                Set.of(
                    pair.getJsonObject("one").getString("candidateId"),
                    pair.getJsonObject("other").getString("candidateId"))))
        .findFirst();
  }

  private static String id(String subject) {
    return stack.candidate(subject).toString();
  }

  private static JsonObject found(String subject, String other) {
    Stack.eventually("they are suspected", () -> pair(subject, other).isPresent());
    return pair(subject, other).orElseThrow();
  }

  @Test
  void onePersonWithPassportAndCitizenNumberIsFoundWhateverTheDiacritics() {
    seen("dao-1", "citizen_id", "001308000001", "Nguyễn Thị Đào", "2008-03-01");
    seen("dao-2", "passport", "C1234567", "NGUYEN THI DAO", "2008-03-01");
    JsonObject pair = found("dao-1", "dao-2");
    assertEquals("same-name-and-birth-date", pair.getString("reason"));
    assertFalse(pair.encode().contains("001308000001"), "numbers are shortened");
    assertTrue(pair.encode().contains("…0001"), pair.encode());
    assertTrue(
        stack.count("SELECT count(*) FROM audit WHERE action = 'suspected-duplicates.list'") > 0);
  }

  @Test
  void aCorrectedNumberIsFoundAlsoBetweenPortalAndRegistration() {
    seen("binh-1", "citizen_id", "001208111222", "Trần Văn Bình", "2008-05-05");
    new Registered("Trần Văn Bình", "2007-05-05", "male", "001207111222")
        .recordedFor("binh-2", stack);
    assertEquals("number-corrected", found("binh-1", "binh-2").getString("reason"));
    Stack.eventually(
        "it is known where the candidate is reached",
        () ->
            stack
                .rows(
                    "SELECT email, phone, department_code FROM contact WHERE candidate_id = '%s'"
                        .formatted(id("binh-2")))
                .equals(List.of(List.of("someone@example.org", "+84912345678", "01"))));
  }

  @Test
  void theSameDocumentOfTwoAccountsIsFound() {
    seen("two-1", "citizen_id", "079208000777", "Lê An", "2008-01-01");
    seen("two-2", "citizen_id", "079208000777", "Lê Văn An", "2008-01-02");
    assertEquals("same-document", found("two-1", "two-2").getString("reason"));
  }

  @Test
  void accountsThatTwoNodesSeeAtTheSameMomentAreFound() {
    Node other = stack.node();
    for (int i = 1; i <= MEETINGS; i++) {
      String number = "07920800080" + i;
      String one = "meets-1" + i;
      String two = "meets-2" + i;
      stack.whileNobodyWritesTo(
          "suspected_duplicate",
          () -> {
            seenAt(node, one, "citizen_id", number, "Mai Anh", "2008-01-01");
            seenAt(other, two, "citizen_id", number, "Mai Thị Anh", "2008-01-02");
            Stack.eventually("both nodes are about to say so", () -> waiting() == 2);
          });
      assertEquals("same-document", found(one, two).getString("reason"));
    }
  }

  private static long waiting() {
    return stack.count(
        """
        SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """);
  }

  @Test
  void twoPeopleOfOneNameAndBirthDateAreNotSuspected() {
    seen("twin-1", "citizen_id", "001208123456", "Lê Minh", "2008-09-09");
    seen("twin-2", "citizen_id", "079208654321", "Lê Minh", "2008-09-09");
    seen("twin-3", "passport", "X0000001", "Lê Minh", "2008-09-09");
    found("twin-1", "twin-3");
    found("twin-2", "twin-3");
    assertEquals(Optional.empty(), pair("twin-1", "twin-2"));
  }

  @Test
  void whoIsDismissedIsNotListedAgain() {
    seen("lan-1", "citizen_id", "001308000002", "Phạm Lan", "2008-03-02");
    seen("lan-2", "passport", "C7654321", "Phạm Lan", "2008-03-02");
    found("lan-1", "lan-2");
    JsonObject body =
        new JsonObject().put("one", id("lan-2")).put("other", id("lan-1")).put("note", "cousins");
    String path = "/v1/operations/suspected-duplicates/dismissals";
    operator.post(path, body.encode()).expect(204);
    operator.post(path, body.encode()).expect(404, "suspicion-unknown");
    assertEquals(Optional.empty(), pair("lan-1", "lan-2"));
    seen("lan-1", "citizen_id", "001308000002", "Phạm Thị Lan", "2008-03-02");
    assertEquals(Optional.empty(), pair("lan-1", "lan-2"));
  }

  private static Answer propose(String key, String merged, String into) {
    return operator.post(
        "/v1/operations/candidate-merges",
        key,
        new JsonObject().put("mergedId", id(merged)).put("intoId", id(into)).put("note", "seen"));
  }

  private static Answer approve(Answer proposal) {
    return approver.post("/v1/operations/proposals/" + proposal.id() + "/approval");
  }

  @Test
  void aMergeIsMadeOnceAndNeverInARing() {
    seen("ring-1", "citizen_id", "001308000003", "Vũ Hà", "2008-03-03");
    seen("ring-2", "passport", "C7654322", "Vũ Hà", "2008-03-03");
    found("ring-1", "ring-2");
    Answer first = propose("key-ring-0001", "ring-1", "ring-2").expect(202);
    Answer back = propose("key-ring-0002", "ring-2", "ring-1").expect(202);
    Answer unknown = propose("key-ring-0003", "never-seen", "ring-2").expect(202);
    approve(first).expect(200);
    approve(first).expect(200);
    approve(back).expect(409, "merge-does-not-fit");
    approve(unknown).expect(409, "merge-does-not-fit");
    assertEquals(
        1,
        stack.count(
            "SELECT count(*) FROM candidate_merge WHERE '%s' IN (merged_id, into_id)"
                .formatted(id("ring-1"))));
    assertEquals(Optional.empty(), pair("ring-1", "ring-2"));
  }

  @Test
  void afterAMergeBothAccountsActForOneCandidateAndNothingIsMoved() {
    Device passport = seen("hai-1", "passport", "C7654323", "Đỗ Hải", "2008-03-04");
    Device citizen = seen("hai-2", "citizen_id", "001208000004", "Đỗ Hải", "2008-03-04");
    found("hai-1", "hai-2");
    Answer byPassport = filed(passport, "key-00000001", 0, Lists.ONE);
    Answer byCitizen = filed(citizen, "key-00000001", 0, Lists.OTHER);
    Answer later = filed(passport, "key-00000002", byPassport.version(), Lists.ONE);
    approve(propose("key-hai-0001", "hai-1", "hai-2").expect(202)).expect(200);

    Stack.eventually("it took effect", () -> citizen.current().version() == later.version());
    assertEquals(later.id(), citizen.current().text("filingId"), "the later one counts");
    for (Device device : List.of(passport, citizen)) {
      assertEquals(List.of(byPassport.id(), byCitizen.id(), later.id()), history(device));
      device.get("/v1/me/filings/" + byCitizen.id() + "/receipt").expect(200);
    }
    assertEquals(
        List.of("candidates-merged"),
        citizen.get("/v1/me/messages?limit=1").json().getJsonArray("messages").stream()
            .map(message -> ((JsonObject) message).getString("kind"))
            .toList());

    Answer last = filed(passport, "key-00000003", later.version(), Lists.OTHER);
    assertEquals(last.id(), citizen.current().text("filingId"));
    assertEquals(
        List.of(List.of(id("hai-1"), "2"), List.of(id("hai-2"), "2")),
        stack.rows(
            """
            SELECT candidate_id, count(*) FROM filing_journal WHERE candidate_id IN ('%s', '%s')
            GROUP BY 1 ORDER BY candidate_id <> '%1$s'
            """
                .formatted(id("hai-1"), id("hai-2"))));
  }

  @Test
  void afterAMergeAStaleDeviceDoesNotReplaceTheOthersNewerList() {
    Device passport = seen("kim-1", "passport", "C7654324", "Cao Kim", "2008-03-05");
    Device citizen = seen("kim-2", "citizen_id", "001208000005", "Cao Kim", "2008-03-05");
    found("kim-1", "kim-2");
    Answer stale = filed(citizen, "key-00000001", 0, Lists.OTHER);
    Answer newer = filed(passport, "key-00000001", 0, Lists.ONE);
    approve(propose("key-kim-0001", "kim-1", "kim-2").expect(202)).expect(200);
    Stack.eventually("it took effect", () -> citizen.current().version() == newer.version());

    Answer refused = filed(citizen, "key-00000002", stale.version(), Lists.OTHER);

    assertEquals("refused", refused.text("status"));
    assertEquals("stale-version", refused.text("reason"));
    assertEquals(newer.id(), citizen.current().text("filingId"));
    Stack.eventually(
        "institutions know of the one list", () -> applicants().equals(Set.of(id("kim-1"))));
    Answer last = filed(citizen, "key-00000003", citizen.current().version(), Lists.OTHER);
    assertEquals("applied", last.text("status"));
    assertEquals(last.id(), passport.current().text("filingId"));
    Stack.eventually(
        "institutions know of the later list", () -> applicants().equals(Set.of(id("kim-2"))));
  }

  /** Those of the two whom an institution has and has not struck. */
  private static Set<String> applicants() {
    return stack
        .rows(
            """
            SELECT candidate_id FROM (
              SELECT DISTINCT ON (institution_code, candidate_id) candidate_id, programmes FROM application_change_each
              WHERE candidate_id IN ('%s', '%s') ORDER BY institution_code, candidate_id, position DESC) newest
            WHERE programmes <> ''
            """
                .formatted(id("kim-1"), id("kim-2")))
        .stream()
        .map(List::getFirst)
        .collect(Collectors.toSet());
  }

  @Test
  void afterAMergeInstitutionsReadTheRegistrationThatTheOtherAccountFiled() {
    Device passport = seen("ngoc-1", "passport", "C7654326", "Bùi Ngọc", "2008-03-07");
    Device citizen = seen("ngoc-2", "citizen_id", "001308000007", "Bùi Ngọc", "2008-03-07");
    found("ngoc-1", "ngoc-2");
    JsonObject form = Registrations.pupil().put("fullName", "Bùi Ngọc");
    form.getJsonObject("identity").put("number", "001308000007");
    Answer registered = registered(citizen, "key-00000001", 0, form);
    Answer listed = filed(passport, "key-00000001", 0, Lists.of("NTH/KDQH1.1"));
    stack.grant("of-nth", Role.INSTITUTION, "NTH");
    var reader = new FeedReader(stack.portal.token("of-nth"), node.port(), "NTH");
    Stack.eventually("the list is read", () -> reader.pull("").text().contains(id("ngoc-1")));
    assertEquals(null, reader.pull("").lines().getFirst().getValue("person"));

    approve(propose("key-ngoc-0001", "ngoc-1", "ngoc-2").expect(202)).expect(200);
    Stack.eventually("the person is known", () -> reader.pull("").lines().size() == 2);
    JsonObject merged = reader.pull("").lines().getLast();
    assertEquals("changed", merged.getString("change"));
    assertEquals(id("ngoc-1"), merged.getString("applicant"));
    assertEquals("Bùi Ngọc", merged.getJsonObject("person").getString("fullName"));

    form.put("fullName", "Bùi Thị Ngọc");
    passport
        .register("key-00000002", registered.version(), form.encode(), "Prefer", "wait=10")
        .expect(422, "rules");
    registered(citizen, "key-00000002", registered.version(), form);
    Stack.eventually("it is corrected", () -> reader.pull("").lines().size() == 3);
    JsonObject corrected = reader.pull("").lines().getLast();
    assertEquals(id("ngoc-1"), corrected.getString("applicant"));
    assertEquals("Bùi Thị Ngọc", corrected.getJsonObject("person").getString("fullName"));

    filed(passport, "key-00000003", listed.version(), Lists.of("NTH/KDQH2.1"));
    Stack.eventually("it is another candidate's", () -> reader.pull("").lines().size() == 5);
    List<JsonObject> last = reader.pull("").lines().subList(3, 5);
    assertEquals(
        Set.of("created " + id("ngoc-2"), "struck " + id("ngoc-1")),
        last.stream()
            .map(line -> line.getString("change") + " " + line.getString("applicant"))
            .collect(Collectors.toSet()));
    JsonObject created =
        last.stream().filter(line -> line.getString("change").equals("created")).findFirst().get();
    assertEquals("Bùi Thị Ngọc", created.getJsonObject("person").getString("fullName"));
  }

  @Test
  void whoIsMergedApprovesNothingThatTheOtherAccountProposed() {
    Device maker = seen("hats-1", "passport", "C7654325", "Hồ Sơn", "1980-03-06");
    Device checker = seen("hats-2", "citizen_id", "001080000006", "Hồ Sơn", "1980-03-06");
    stack.grant("hats-1", Role.OPERATOR, "");
    stack.grant("hats-2", Role.OPERATOR_APPROVER, "");
    found("hats-1", "hats-2");
    approve(propose("key-hats-0001", "hats-1", "hats-2").expect(202)).expect(200);
    String path = "/v1/operations/proposals/";
    Stack.eventually(
        "the checker is let in", () -> checker.get("/v1/operations/proposals").status() == 200);
    JsonObject hide =
        new JsonObject()
            .put("action", "hide")
            .put("window", "2026-confirmation")
            .put("version", 1)
            .put("note", "why");
    Stack.eventually(
        "the maker is let in", () -> maker.get("/v1/operations/proposals").status() == 200);
    Answer proposed =
        maker.post("/v1/operations/window-changes", "key-hats-0002", hide).expect(202);
    Stack.eventually(
        "the merge is in effect",
        () ->
            stack.count(
                    "SELECT count(*) FROM candidate_merge WHERE effective_at <= now() AND merged_id = '%s'"
                        .formatted(id("hats-1")))
                == 1);
    checker.post(path + proposed.id() + "/approval").expect(409, "same-person");
    assertEquals(
        0,
        stack.count(
            "SELECT count(*) FROM season_window WHERE id = '2026-confirmation' AND hidden"));
  }

  private static Answer filed(Device device, String key, long version, String list) {
    return Again.untilTold(() -> device.file(key, version, list, "Prefer", "wait=10")).expect(200);
  }

  private static Answer registered(Device device, String key, long version, JsonObject form) {
    return Again.untilTold(() -> device.register(key, version, form.encode(), "Prefer", "wait=10"))
        .expect(200);
  }

  private static List<String> history(Device device) {
    return device.get("/v1/me/filings").expect(200).json().getJsonArray("filings").stream()
        .map(filing -> ((JsonObject) filing).getString("id"))
        .toList();
  }
}
