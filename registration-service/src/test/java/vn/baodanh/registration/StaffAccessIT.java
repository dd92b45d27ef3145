package vn.baodanh.registration;

import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.baodanh.registration.StaffAccessTable.Line;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Role;
import vn.baodanh.registration.person.Scope;

/**
 * Every role on every operation that is for staff, with the own organisation and with another's.
 * Requests and refusals are made from the contract: an operation that is added there needs lines in
 * {@link StaffAccessTable} for the roles that it names, and for no other.
 */
class StaffAccessIT {
  private static final JsonObject CONTRACT = PublishedContract.load();
  private static final Map<String, Operation> OPERATIONS = new TreeMap<>();
  private static final List<Line> LINES = StaffAccessTable.lines();
  private static final ContractAnswers ANSWERS = new ContractAnswers(CONTRACT);
  private static final String NOBODY = "nobody-in-particular";

  /** By operation: makes what its path names, and is this organisation's. */
  private static final Map<String, Function<String, String>> OBJECTS = new TreeMap<>();

  /** What universities do names them in the path. */
  private static final List<String> OF_INSTITUTIONS =
      List.of(
          "pullApplications",
          "listSnapshots",
          "getSnapshot",
          "pullSnapshot",
          "uploadAdmittedList",
          "listAdmittedLists",
          "getAdmittedList");

  static {
    OF_INSTITUTIONS.forEach(operation -> OBJECTS.put(operation, organisation -> organisation));
    OBJECTS.putAll(
        Map.of(
            "getProposal", organisation -> decidedProposal(),
            "approveProposal", organisation -> decidedProposal(),
            "rejectProposal", organisation -> decidedProposal(),
            "endGrant", StaffAccessIT::grantBelow,
            "proposeCatalogueFile", organisation -> "methods",
            "getCatalogueFile", organisation -> catalogueFile()));
  }

  /** By operation: its body about this organisation; else the contract's example. */
  private static final Map<String, Function<String, JsonObject>> BODIES =
      Map.of(
          "giveGrant",
          StaffAccessIT::grantBody,
          "proposeWindowChange",
          organisation ->
              new JsonObject()
                  .put("action", "open")
                  .put("step", "confirmation")
                  .put("closes", "2999-01-01T00:00:00Z")
                  .put("note", "why"),
          "enterExamRegistration",
          StaffAccessIT::registrationAt,
          "findExamRegistration",
          school ->
              new JsonObject()
                  .put("school", school)
                  .put("identity", Registrations.pupil().getJsonObject("identity")));

  private static Stack stack;
  private static Node node;

  @BeforeAll
  static void start() {
    Operation.all(CONTRACT).stream()
        .filter(operation -> !operation.roles().isEmpty())
        .forEach(operation -> OPERATIONS.put(operation.id(), operation));
    stack = new Stack("staff_access_it");
    node = stack.node();
    stack.openWindow();
    Registrations.moveWindow(stack, "2026", -3600, 3600, node);
    Role last = Role.OPERATOR_APPROVER;
    for (Role role : Role.values()) {
      stack.grant(person(role), role, Stack.organisation(role, true));
    }
    Stack.eventually(
        "grants are known",
        () -> node.of(person(last)).get("/v1/operations/proposals").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static String person(Role role) {
    return "staff-" + role.text();
  }

  @Test
  void everyRoleThatAnOperationNamesHasItsLineAndNoOther() {
    Set<String> named =
        OPERATIONS.values().stream()
            .flatMap(
                operation -> operation.roles().stream().map(role -> operation.id() + " " + role))
            .collect(toSet());
    Set<String> lines =
        LINES.stream().map(line -> line.operation() + " " + line.role().text()).collect(toSet());
    assertEquals(named, lines);
  }

  @TestFactory
  Stream<DynamicTest> whoseRoleIsNotNamedIsRefused() {
    return OPERATIONS.values().stream()
        .flatMap(operation ->
            Stream.concat(
                    Stream.of(NOBODY),
                    Stream.of(Role.values())
                        .filter(role -> !operation.roles().contains(role.text()))
                        .map(StaffAccessIT::person))
                .map(subject ->
                    DynamicTest.dynamicTest(
                        operation.id() + " " + subject,
                        () ->
                            judge(
                                operation,
                                "403 role-missing",
                                Optional.of(stack.portal.token(subject)),
                                "x",
                                Optional.empty()))));
  }

  @TestFactory
  Stream<DynamicTest> whoIsNotSignedInIsRefused() {
    return OPERATIONS.values().stream()
        .map(operation ->
            DynamicTest.dynamicTest(
                operation.id(),
                () ->
                    judge(
                        operation, "401 token-missing", Optional.empty(), "x", Optional.empty())));
  }

  @TestFactory
  Stream<DynamicTest> whoseRoleIsNamedIsAnsweredAsTheTableSays() {
    return LINES.stream()
        .flatMap(line ->
            Stream.of(true, false)
                .filter(own -> own || !line.foreign().equals("-"))
                .map(own ->
                    DynamicTest.dynamicTest(
                        line.operation() + " " + line.role() + (own ? " own" : " foreign"),
                        () -> judge(line, own))));
  }

  /** What a machine is answered otherwise than a person of its institution. */
  private static final Map<String, String> OF_MACHINES =
      Map.of("giveGrant", "403 not-yours-to-give", "endGrant", "404 grant-unknown");

  /** A machine whose key is registered acts for its institution, and as nobody else. */
  @TestFactory
  Stream<DynamicTest> aMachineIsAnsweredAsItsInstitutionAndAsNoPerson() {
    MachineKey key = MachineKey.generate();
    String id = machine(key, "BKA");
    Device device = new Device(id, key.token(id), node.port());
    Stack.eventually("the key is known", () -> device.get("/v1/me/grants").status() == 200);
    return Operation.all(CONTRACT).stream()
        .filter(operation -> operation.isSecured() && !operation.id().equals("getMyGrants"))
        .flatMap(operation ->
            operation.roles().contains("institution")
                ? Stream.of(true, false)
                    .filter(own -> own || hasForeign(operation))
                    .map(own -> ofMachine(operation, own, key.token(id)))
                : Stream.of(
                    DynamicTest.dynamicTest(
                        operation.id(),
                        () ->
                            judge(
                                operation,
                                operation.roles().isEmpty()
                                    ? "403 not-a-candidate"
                                    : "403 role-missing",
                                Optional.of(key.token(id)),
                                UUID.randomUUID().toString(),
                                Optional.empty()))));
  }

  private static boolean hasForeign(Operation operation) {
    return !lineOfInstitution(operation).foreign().equals("-");
  }

  private static Line lineOfInstitution(Operation operation) {
    return ofRole(operation, Role.INSTITUTION);
  }

  private static Line ofRole(Operation operation, Role role) {
    return LINES.stream()
        .filter(one -> one.operation().equals(operation.id()) && one.role() == role)
        .findFirst()
        .orElseThrow();
  }

  private static DynamicTest ofMachine(Operation operation, boolean own, String token) {
    Line line = lineOfInstitution(operation);
    String organisation = Stack.organisation(Role.INSTITUTION, own);
    return DynamicTest.dynamicTest(
        operation.id() + (own ? " own" : " foreign"),
        () ->
            judge(
                operation,
                OF_MACHINES.getOrDefault(operation.id(), own ? line.own() : line.foreign()),
                Optional.of(token),
                OBJECTS.getOrDefault(operation.id(), none -> "").apply(organisation),
                Optional.ofNullable(BODIES.get(operation.id()))
                    .map(body -> body.apply(organisation))));
  }

  private static String machine(MachineKey key, String institution) {
    return machine(key, "institution", institution, "NULL"); // as a node of before writes it
  }

  private static String machine(MachineKey key, String role, String organisation, String scopes) {
    String id = UUID.randomUUID().toString();
    stack.execute(
        """
        INSERT INTO staff_grant (id, person_id, subject, role, organisation, valid_from, valid_until, public_key, scopes)
        VALUES ('%1$s', '%2$s', '%1$s', '%3$s', '%4$s', now() - interval '1 minute', now() + interval '1 day', '%5$s', %6$s)
        """
            .formatted(
                id, Candidates.idOf(id, id), role, organisation, key.publicKey().encode(), scopes));
    return id;
  }

  /** Each scope by itself, on every operation that a machine of its role may call. */
  @TestFactory
  Stream<DynamicTest> aKeyIsGoodForItsScopeAndEveryOtherOperationNamesTheOneItLacks() {
    return Stream.of(Role.INSTITUTION, Role.FINANCE, Role.AUDITOR)
        .flatMap(role -> Scope.allOf(role).stream().sorted().flatMap(scope -> ofKey(role, scope)));
  }

  private static Stream<DynamicTest> ofKey(Role role, Scope scope) {
    MachineKey key = MachineKey.generate();
    String organisation = Stack.organisation(role, true);
    String id = machine(key, role.text(), organisation, "ARRAY['" + scope.text() + "']");
    Device device = new Device(id, key.token(id), node.port());
    Stack.eventually("the key is known", () -> device.get("/v1/me/grants").status() == 200);
    return OPERATIONS.values().stream()
        .filter(operation -> operation.roles().contains(role.text()))
        .filter(operation -> operation.scope().isPresent())
        .map(operation ->
            DynamicTest.dynamicTest(
                role + " " + scope + " " + operation.id(),
                () -> {
                  boolean good = operation.scope().equals(Optional.of(scope.text()));
                  Reply reply =
                      judge(
                          operation,
                          good ? ofRole(operation, role).own() : "403 scope-missing",
                          Optional.of(key.token(id)),
                          OBJECTS.getOrDefault(operation.id(), none -> "").apply(organisation),
                          Optional.empty());
                  if (!good) {
                    assertEquals(operation.scope().orElseThrow(), reply.json().getString("scope"));
                  }
                }));
  }

  /** Signed with a registered key, but not as what the key is registered for. */
  @Test
  void aMachinesKeySignsForNobodyElse() {
    MachineKey key = MachineKey.generate();
    String id = machine(key, "BKA");
    Device good = new Device(id, key.token(id), node.port());
    Stack.eventually("the key is known", () -> good.get("/v1/grants").status() == 200);
    String other = machine(MachineKey.generate(), "QHI");
    String operator = person(Role.OPERATOR);
    Map<String, String> posing =
        Map.of(
            "another machine's name", key.claims(id).subject(other).compact(),
            "another machine's issuer", key.claims(id).issuer(other).compact(),
            "another machine's key id", key.claims(other).compact(),
            "a person's name", key.claims(id).subject(operator).compact(),
            "the portal", key.claims(id).issuer(stack.portal.issuer()).compact(),
            "a person of the portal",
                key.claims(id).issuer(stack.portal.issuer()).subject(operator).compact());
    posing.forEach((as, token) -> {
      Answer refused = new Device(id, token, node.port()).get("/v1/grants");
      assertEquals(401, refused.status(), as + " " + refused.body());
    });
    stack.execute("UPDATE staff_grant SET valid_until = now() WHERE id = '%s'".formatted(id));
    Stack.eventually("the key is over", () -> good.get("/v1/grants").status() == 401);
  }

  /** Whoever may do everything is still one person. */
  @TestFactory
  Stream<DynamicTest> whoProposesNeverApprovesWithAnotherRole() {
    stack.grantEverything("everything");
    Device everything = node.of("everything");
    Stack.eventually(
        "grants are known", () -> everything.get("/v1/operations/proposals").status() == 200);
    Map<String, JsonObject> bodies =
        Map.of(
            "proposeWindowChange", BODIES.get("proposeWindowChange").apply(""),
            "giveGrant", grantBody("").put("role", "operator"),
            "proposeCandidateMerge",
                new JsonObject()
                    .put("mergedId", UUID.randomUUID().toString())
                    .put("intoId", UUID.randomUUID().toString())
                    .put("note", "why"));
    bodies.get("giveGrant").remove("organisation");
    return bodies.entrySet().stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.getKey(),
                () -> {
                  String path = OPERATIONS.get(one.getKey()).path();
                  Answer proposed =
                      everything
                          .post(path, UUID.randomUUID().toString(), one.getValue())
                          .expect(202);
                  everything
                      .post("/v1/operations/proposals/" + proposed.id() + "/approval")
                      .expect(409, "same-person");
                }));
  }

  @Test
  void whoActsForTwoInstitutionsIsAnsweredByEachForItselfAlone() {
    stack.grant("of-two", Role.INSTITUTION, "BKA");
    stack.grant("of-two", Role.INSTITUTION, "QHI");
    for (String institution : List.of("BKA", "QHI")) {
      var reader = new FeedReader(stack.portal.token("of-two"), node.port(), institution);
      Stack.eventually("the grant is known", () -> reader.pull("").status() == 200);
      assertEquals(
          institution,
          stack.text(
              "SELECT object FROM audit WHERE action = 'applications.pull' AND actor = '%s' ORDER BY number DESC LIMIT 1"
                  .formatted(stack.candidate("of-two"))));
    }
    var foreign = new FeedReader(stack.portal.token("of-two"), node.port(), "KHA");
    assertEquals("not-your-institution", foreign.pull("").expect(403).code());
  }

  private static void judge(Line line, boolean own) {
    String organisation = Stack.organisation(line.role(), own);
    String object = OBJECTS.getOrDefault(line.operation(), none -> "").apply(organisation);
    judge(
        OPERATIONS.get(line.operation()),
        own ? line.own() : line.foreign(),
        Optional.of(stack.portal.token(person(line.role()))),
        object,
        Optional.ofNullable(BODIES.get(line.operation())).map(body -> body.apply(organisation)));
  }

  private static Reply judge(
      Operation operation,
      String expected,
      Optional<String> token,
      String object,
      Optional<JsonObject> body) {
    Call call = operation.example(object);
    if (body.isPresent()) {
      call = call.withBody(body.get().toBuffer().getBytes());
    }
    if (call.has("Idempotency-Key")) {
      call = call.replacing("Idempotency-Key", UUID.randomUUID().toString());
    }
    if (operation.parameters("header").stream().anyMatch(StaffAccessIT::isIfMatch)) {
      call = call.replacing("If-Match", "\"0\"");
    }
    if (token.isPresent()) {
      call = call.with("Authorization", "Bearer " + token.get());
    }
    try (Wire wire = new Wire(node.port())) {
      Reply reply = wire.send(call);
      assertEquals(expected, reply.status() < 400 ? "" + reply.status() : problem(reply));
      assertEquals(Set.of(), ANSWERS.undeclared(operation, reply), reply::toString);
      return reply;
    }
  }

  private static boolean isIfMatch(JsonObject header) {
    return header.getString("name").equals("If-Match");
  }

  private static String problem(Reply reply) {
    return reply.status() + " " + reply.expectProblem().code();
  }

  private static JsonObject registrationAt(String school) {
    String department = school.substring(0, 2);
    return Registrations.pupil()
        .put("departmentCode", department)
        .put("examCouncilCode", department)
        .put("pointOfReceipt", school.substring(3));
  }

  private static String catalogueFile() {
    return stack.text("SELECT encode(digest, 'hex') FROM catalogue_part WHERE kind = 'methods'");
  }

  private static String decidedProposal() {
    return stack.text(
        """
        INSERT INTO proposal (kind, content, note, proposed_by, idempotency_key, state, decided_by, decided_at)
        VALUES ('test', '{}', 'why', gen_random_uuid(), 'key-00000001', 'approved', gen_random_uuid(), now()) RETURNING id
        """);
  }

  /** A school's for a department, a machine's for an institution, anything for an operator. */
  private static String grantBelow(String organisation) {
    UUID id = UUID.randomUUID();
    String role =
        organisation.equals("BKA") || organisation.equals("QHI") ? "institution" : "school";
    String of =
        role.equals("school")
            ? (organisation.isEmpty() ? "63" : organisation) + "-005"
            : organisation;
    stack.execute(
        """
        INSERT INTO staff_grant (id, person_id, subject, role, organisation, valid_from, valid_until, public_key)
        VALUES ('%1$s', gen_random_uuid(), '%1$s', '%2$s', '%3$s', now(), now() + interval '1 day', '%4$s')
        """
            .formatted(id, role, of, MachineKey.generate().publicKey().encode()));
    return id.toString();
  }

  private static JsonObject grantBody(String organisation) {
    JsonObject body =
        new JsonObject()
            .put("until", Instant.now().plus(Duration.ofDays(30)).truncatedTo(SECONDS).toString())
            .put("note", "why");
    return switch (organisation) {
      case "" -> body.put("subject", "x").put("role", "department").put("organisation", "63");
      case "01", "02" ->
          body.put("subject", "x").put("role", "school").put("organisation", organisation + "-005");
      default ->
          body.put("publicKey", MachineKey.generate().publicKey())
              .put("scopes", new JsonArray().add("applications"))
              .put("role", "institution")
              .put("organisation", organisation);
    };
  }
}
