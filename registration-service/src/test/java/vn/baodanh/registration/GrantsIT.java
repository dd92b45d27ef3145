package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.person.Role;
import vn.baodanh.registration.person.Scope;

/** Grants are given from above, seen by whom they concern, and over on every node in 5 s. */
class GrantsIT {
  private static final String GRANTS = "/v1/grants";
  private static final Duration IN_FORCE = Duration.ofSeconds(5);

  private static Stack stack;
  private static Node a;
  private static Node b;
  private static Device anna;
  private static Device binh;

  @BeforeAll
  static void start() {
    stack = new Stack("grants_it");
    a = stack.node("FIRST_OPERATORS", "anna,binh");
    b = stack.node("FIRST_OPERATORS", "someone-else");
    anna = a.of("anna");
    binh = b.of("binh");
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static JsonObject grant(String subject, String role, String organisation) {
    JsonObject body =
        new JsonObject()
            .put("subject", subject)
            .put("role", role)
            .put("until", Instant.now().plus(Duration.ofDays(30)).truncatedTo(SECONDS).toString())
            .put("note", "why");
    return organisation.isEmpty() ? body : body.put("organisation", organisation);
  }

  private static JsonObject machine(MachineKey key, String institution) {
    JsonObject body =
        grant("", "institution", institution)
            .put("publicKey", key.publicKey())
            .put("scopes", new JsonArray().add("applications").add("grants"));
    body.remove("subject");
    return body;
  }

  private static Answer give(Device by, JsonObject grant) {
    return by.post(GRANTS, UUID.randomUUID().toString(), grant);
  }

  private static void inTime(String what, BooleanSupplier question) {
    Stack.within(IN_FORCE, what, question);
  }

  private static boolean isLetIn(Device device) {
    int status = device.get(GRANTS).status();
    assertTrue(Set.of(200, 403, 401).contains(status), "status " + status);
    return status == 200;
  }

  private static Set<String> seen(Device by) {
    Set<String> seen = new TreeSet<>();
    JsonArray grants = by.get(GRANTS).expect(200).json().getJsonArray("grants");
    for (int i = 0; i < grants.size(); i++) {
      JsonObject one = grants.getJsonObject(i);
      seen.add(one.getString("role") + " " + one.getString("organisation", ""));
    }
    return seen;
  }

  @Test
  void grantsAreGivenFromAboveAndInForceOnEveryNode() {
    Device department = b.of("department-25");
    Device school = a.of("school-25-001");
    give(anna, grant(department.subject(), "department", "25")).expect(201);
    for (Node node : List.of(a, b)) {
      inTime("the department is let in", () -> isLetIn(department.at(node)));
    }
    give(department, grant(school.subject(), "school", "26-001")).expect(403, "not-yours-to-give");
    give(department, grant(school.subject(), "department", "25")).expect(403, "not-yours-to-give");
    give(anna, grant(school.subject(), "school", "25-001")).expect(403, "not-yours-to-give");
    give(department, grant(school.subject(), "school", "25-001")).expect(201);
    inTime("the school is let in", () -> isLetIn(school));
    give(school, grant("x", "school", "25-001")).expect(403, "role-missing");
    assertEquals(Set.of("school 25-001"), seen(school));
    assertEquals(Set.of("department 25", "school 25-001"), seen(department));
    assertTrue(seen(anna).containsAll(Set.of("department 25", "school 25-001", "operator ")));
    JsonObject own = school.get("/v1/me/grants").expect(200).json();
    assertEquals("school-25-001", own.getString("subject"));
    assertEquals("25-001", own.getJsonArray("grants").getJsonObject(0).getString("organisation"));
  }

  @Test
  void aGrantThatIsEndedIsOverOnEveryNodeInFiveSecondsAndOnlyItsGiversEndIt() {
    Device institution = a.of("institution-qhi");
    String id = give(anna, grant(institution.subject(), "institution", "QHI")).expect(201).id();
    inTime("it is let in", () -> isLetIn(institution) && isLetIn(institution.at(b)));
    institution.delete(GRANTS + "/" + id).expect(404, "grant-unknown");
    binh.delete(GRANTS + "/" + id).expect(204);
    inTime("nowhere let in", () -> !isLetIn(institution) && !isLetIn(institution.at(b)));
    binh.delete(GRANTS + "/" + id).expect(204);
    binh.delete(GRANTS + "/" + UUID.randomUUID()).expect(404, "grant-unknown");
    assertEquals(
        List.of(List.of("grant.give"), List.of("grant.end")),
        stack.rows("SELECT action FROM audit WHERE object = '" + id + "' ORDER BY number"));
  }

  @Test
  void aRoleForTheWholeCountryTakesTwoPeople() {
    Device auditor = a.of("auditor");
    String proposal = give(anna, grant(auditor.subject(), "auditor", "")).expect(202).id();
    String approval = "/v1/operations/proposals/" + proposal + "/approval";
    anna.post(approval).expect(409, "same-person");
    auditor.post(approval).expect(403, "role-missing");
    assertEquals(false, isLetIn(auditor));
    binh.post(approval).expect(200);
    binh.post(approval).expect(200);
    inTime("the auditor is let in", () -> isLetIn(auditor));
    assertEquals(1, stack.count("SELECT count(*) FROM staff_grant WHERE subject = 'auditor'"));
  }

  @Test
  void accountsOfOnePersonHaveOneNameAtThePaymentAdapter() {
    for (String subject : List.of("twin", "twin-again")) {
      String proposal = give(anna, grant(subject, "auditor", "")).expect(202).id();
      binh.post("/v1/operations/proposals/" + proposal + "/approval").expect(200);
      inTime("the auditor is let in", () -> isLetIn(a.of(subject)));
    }
    assertNotEquals(nameInPayments("twin"), nameInPayments("twin-again"));
    stack.execute(
        "INSERT INTO candidate_merge (merged_id, into_id, effective_at) VALUES ('%s', '%s', now())"
            .formatted(stack.candidate("twin-again"), stack.candidate("twin")));
    assertEquals(nameInPayments("twin"), nameInPayments("twin-again"));
  }

  private static String nameInPayments(String subject) {
    String token = a.of(subject).post("/v1/staff/payment-token").expect(200).text("token");
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new JsonObject(Buffer.buffer(claims)).getString("sub");
  }

  @Test
  void aMachineIsLetInByItsKeyAndKeysRotateWithOverlap() {
    Device institution = a.of("institution-kha");
    give(anna, grant(institution.subject(), "institution", "KHA")).expect(201);
    inTime("the institution is let in", () -> isLetIn(institution));
    give(institution, machine(MachineKey.generate(), "BKA")).expect(403, "not-yours-to-give");
    MachineKey old = MachineKey.generate();
    String oldId = give(institution, machine(old, "KHA")).expect(201).id();
    MachineKey young = MachineKey.generate();
    String youngId = give(institution, machine(young, "KHA")).expect(201).id();
    for (Node node : List.of(a, b)) {
      inTime("the old key", () -> isLetIn(new Device(oldId, old.token(oldId), node.port())));
      inTime("the new key", () -> isLetIn(new Device(youngId, young.token(youngId), node.port())));
    }
    Device machine = new Device(youngId, young.token(youngId), b.port());
    assertEquals(Set.of("institution KHA"), seen(machine));
    machine.get("/v1/me/preferences").expect(403, "not-a-candidate");
    give(machine, machine(MachineKey.generate(), "KHA")).expect(403, "not-yours-to-give");
    machine.delete(GRANTS + "/" + oldId).expect(404, "grant-unknown");
    new Device(oldId, young.token(oldId), a.port()).get(GRANTS).expect(401, "token-invalid");
    String posing = young.claims(youngId).claim("citizen_id", "001207000001").compact();
    new Device(youngId, posing, a.port()).get("/v1/me/preferences").expect(403, "not-a-candidate");

    institution.delete(GRANTS + "/" + oldId).expect(204);
    for (Node node : List.of(a, b)) {
      Device stolen = new Device(oldId, old.token(oldId), node.port());
      inTime("the old key is over", () -> !isLetIn(stolen));
      stolen.get(GRANTS).expect(401, "token-unknown-key");
    }
    assertTrue(isLetIn(machine));
  }

  @Test
  void aKeysScopesAreChosenShownAndWrittenDownAndNoOtherOperationIsAnswered() {
    Device institution = a.of("institution-sph");
    give(anna, grant(institution.subject(), "institution", "SPH")).expect(201);
    inTime("the institution is let in", () -> isLetIn(institution));
    MachineKey key = MachineKey.generate();
    JsonObject wish = machine(key, "SPH").put("scopes", new JsonArray().add("applications"));
    Answer given = institution.post(GRANTS, "key-of-sph-1", wish).expect(201);
    assertEquals(wish.getJsonArray("scopes"), given.json().getJsonArray("scopes"));
    JsonObject wider = wish.copy();
    wider.getJsonArray("scopes").add("admitted-lists");
    institution.post(GRANTS, "key-of-sph-1", wider).expect(422, "key-reused");
    Device machine = new Device(given.id(), key.token(given.id()), b.port());
    inTime("the key is known", () -> machine.get("/v1/me/grants").status() == 200);
    assertEquals(
        wish.getJsonArray("scopes"),
        machine
            .get("/v1/me/grants")
            .json()
            .getJsonArray("grants")
            .getJsonObject(0)
            .getValue("scopes"));
    assertTrue(
        institution.get(GRANTS).expect(200).json().getJsonArray("grants").stream()
            .map(JsonObject.class::cast)
            .anyMatch(one ->
                one.getString("id").equals(given.id())
                    && wish.getJsonArray("scopes").equals(one.getValue("scopes"))));
    assertEquals("grants", machine.get(GRANTS).expect(403, "scope-missing").text("scope"));
    assertEquals(
        "[\"applications\"]",
        stack.text("SELECT details->>'scopes' FROM audit WHERE object = '" + given.id() + "'"));

    JsonArray none = new JsonArray();
    assertEquals(
        Set.of("/scopes no-scopes"), faults(institution, without(machine(key, "SPH"), "scopes")));
    assertEquals(
        Set.of("/scopes not-of-role"),
        faults(institution, machine(key, "SPH").put("scopes", none.copy().add("payments"))));
    assertEquals(
        Set.of("/scopes only-for-machines"),
        faults(anna, grant("x", "institution", "SPH").put("scopes", none.copy().add("grants"))));
    give(institution, machine(key, "SPH").put("scopes", none)).expect(400);
    give(institution, machine(key, "SPH").put("scopes", none.copy().add("all"))).expect(400);
  }

  private static JsonObject without(JsonObject body, String member) {
    body.remove(member);
    return body;
  }

  private static Set<String> faults(Device by, JsonObject wish) {
    return new TreeSet<>(Registrations.faults(give(by, wish).expect(422, "grant-invalid")));
  }

  /** Proposed before there were scopes, approved after. */
  @Test
  void aKeyThatWasProposedWithoutScopesIsGoodForAllThatItsRoleMay() {
    MachineKey key = MachineKey.generate();
    JsonObject wish =
        grant("", "auditor", "")
            .put("publicKey", key.publicKey())
            .put("scopes", new JsonArray().add("operations"));
    wish.remove("subject");
    String proposal = give(anna, wish).expect(202).id();
    stack.execute("UPDATE proposal SET content = content - 'scopes' WHERE id = '" + proposal + "'");
    binh.post("/v1/operations/proposals/" + proposal + "/approval").expect(200);
    assertEquals(
        "{grants,operations,payments}",
        stack.text(
            "SELECT scopes FROM staff_grant WHERE note = 'why' AND role = 'auditor' AND public_key"
                + " IS NOT NULL"));
  }

  @Test
  void keysOfBeforeThereWereScopesKeepWhatTheyCouldDo() throws IOException {
    String migration;
    try (var in = getClass().getResourceAsStream("/db/migration/V17__scopes_of_machine_keys.sql")) {
      migration = new String(in.readAllBytes(), UTF_8);
    }
    for (Role role : Role.values()) {
      stack.execute(
          """
          INSERT INTO staff_grant (person_id, subject, role, organisation, valid_from, valid_until, public_key, note)
          VALUES (gen_random_uuid(), 'of-before', '%s', '%s', now() - interval '2 days', now() - interval '1 day', '{}', 'of before')
          """
              .formatted(role.text(), Stack.organisation(role, true)));
    }
    stack.execute(migration.substring(migration.indexOf("UPDATE")));
    for (Role role : Role.values()) {
      assertEquals(
          Scope.allOf(role).stream()
              .map(Scope::text)
              .sorted()
              .collect(Collectors.joining(",", "{", "}")),
          stack.text(
              "SELECT scopes FROM staff_grant WHERE note = 'of before' AND role = '"
                  + role.text()
                  + "'"));
    }
  }

  @Test
  void aRepeatIsTheSameGrantAndAnotherByItsKeyIsRefused() {
    JsonObject body = grant("twice", "department", "30");
    Answer first = anna.post(GRANTS, "key-of-anna-1", body).expect(201);
    assertEquals(first.body(), anna.post(GRANTS, "key-of-anna-1", body).expect(201).body());
    JsonObject other = body.copy().put("organisation", "31");
    anna.post(GRANTS, "key-of-anna-1", other).expect(422, "key-reused");
    assertEquals(1, stack.count("SELECT count(*) FROM staff_grant WHERE subject = 'twice'"));
  }

  @Test
  void whatCannotBeGivenIsRefusedNamingEachFault() {
    JsonObject body =
        grant("x", "department", "01-005")
            .put("publicKey", new JsonObject().put("kty", "RSA").put("n", "AQAB").put("e", "AQAB"))
            .put("until", "2020-01-01T00:00:00Z");
    JsonArray faults = give(anna, body).expect(422, "grant-invalid").json().getJsonArray("faults");
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < faults.size(); i++) {
      JsonObject fault = faults.getJsonObject(i);
      found.add(fault.getString("pointer") + " " + fault.getString("code"));
    }
    assertEquals(
        Set.of(
            " one-holder",
            "/role not-for-machines",
            "/publicKey unusable-key",
            "/organisation not-of-role",
            "/until out-of-range"),
        found);
    give(anna, grant("x", "department", "01").put("until", "2027-02-30T00:00:00Z"))
        .expect(400, "invalid");
    give(anna, machine(MachineKey.generate(), "BKA").put("role", "operator"))
        .expect(422, "grant-invalid");
  }

  @Test
  void aNodeThatHasNotConfirmedForFiveSecondsLetsNobodyIn() {
    try {
      Stack.eventually(
          "not let in",
          () -> {
            b.clock.shift(b.clock.by().plusSeconds(6));
            return binh.hasty().get(GRANTS).status() == 503;
          });
    } finally {
      b.clock.shift(Duration.ZERO);
    }
    Stack.eventually("let in again", () -> isLetIn(binh));
  }

  @Test
  void theFirstOperatorsAreThoseOfTheConfigurationAndNobodyIsAddedOnceThereAreSome() {
    assertEquals(
        List.of(List.of("anna"), List.of("binh")),
        stack.rows(
            "SELECT subject FROM staff_grant WHERE granted_by IS NULL AND role = 'operator' ORDER"
                + " BY 1"));
    a.of("someone-else").get(GRANTS).expect(403, "role-missing");
    assertEquals(4, stack.count("SELECT count(*) FROM audit WHERE role = 'configuration'"));
  }
}
