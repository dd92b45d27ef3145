package vn.baodanh.registration;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.baodanh.registration.AccessTable.Line;
import vn.baodanh.registration.AccessTable.Who;
import vn.baodanh.registration.filing.Partitions;

/**
 * Who may call what, and with whose filing. Requests are made from the contract: an operation that
 * is added there needs its lines in {@link AccessTable}. No answer may hold anything of the owner
 * but the owner's own.
 */
class AccessIT {
  private static final String RECORDED_LIST = Lists.of("YHB/7720101YHT", "NTH/KDQH1.1");
  private static final String WAITING_LIST = Lists.of("NTH/KDQH2.1", "YHB/7720101YHT");
  private static final String OWNER = "owner-of-lists";
  private static final Partitions PARTITIONS = new Partitions(4);

  private static final JsonObject CONTRACT = PublishedContract.load();
  private static final Map<String, Operation> OPERATIONS = new TreeMap<>();
  private static final List<Line> LINES = AccessTable.lines();
  private static final ContractAnswers ANSWERS = new ContractAnswers(CONTRACT);

  private static Stack stack;
  private static Node node;
  private static final Map<String, String> FILINGS = new HashMap<>();

  /** What must not be found in an answer to anybody else. */
  private static final Set<String> SECRETS = new TreeSet<>();

  @BeforeAll
  static void start() {
    Operation.all(CONTRACT).stream()
        .filter(operation -> operation.roles().isEmpty()) // staff: StaffAccessIT
        .forEach(operation -> OPERATIONS.put(operation.id(), operation));
    SECRETS.clear();
    stack = new Stack("access_it");
    node = stack.node();
    stack.openWindow();
    Registrations.moveWindow(stack, "2026", -3600, 3600, node);
    Device owner = node.of(OWNER);
    Answer recorded = owner.file("key-00000001", 0, RECORDED_LIST).expect(202);
    Stack.eventually(
        "recorded", () -> owner.filing(recorded.id()).text("status").equals("applied"));
    keepSecret(recorded);
    JsonObject receipt = owner.get("/v1/me/filings/" + recorded.id() + "/receipt").json();
    SECRETS.add(receipt.getJsonObject("entry").getString("salt"));
    SECRETS.addAll(Set.of(OWNER, stack.candidate(OWNER).toString()));
    SECRETS.addAll(Set.of("7720101YHT", "KDQH1.1", "KDQH2.1"));

    stack.stop(node);
    node = stack.node("ROLES", "intake"); // nobody records from here on
    Stack.eventually(
        "filings are taken", () -> Device.ask(node.port(), "/v1/season").status() == 200);
    Answer waiting =
        owner.at(node).file("key-00000002", recorded.version(), WAITING_LIST).expect(202);
    keepSecret(waiting);
    FILINGS.put("recorded", recorded.id());
    FILINGS.put("waiting", waiting.id());
    FILINGS.put("unknown", UUID.randomUUID().toString());
    FILINGS.put("-", "");
  }

  private static void keepSecret(Answer kept) {
    List.of("id", "mac", "digest", "version", "receivedAt")
        .forEach(member -> SECRETS.add(kept.text(member)));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void everyOperationHasItsLinesAndEveryLineItsOperation() {
    assertEquals(OPERATIONS.keySet(), LINES.stream().map(Line::operation).collect(toSet()));
    OPERATIONS.values().stream()
        .filter(operation -> operation.isSecured() && operation.namesAnObject())
        .forEach(operation -> {
          Set<String> filings =
              LINES.stream()
                  .filter(line -> line.operation().equals(operation.id()))
                  .map(Line::filing)
                  .collect(toSet());
          assertEquals(Set.of("recorded", "waiting", "unknown"), filings, operation.id());
        });
  }

  @TestFactory
  Stream<DynamicTest> everybodyIsAnsweredAsTheTableSays() {
    return LINES.stream()
        .flatMap(line ->
            Stream.of(Who.values())
                .flatMap(who ->
                    subjects(who).stream()
                        .map(subject ->
                            DynamicTest.dynamicTest(
                                line.operation() + " " + line.filing() + " " + who + " " + subject,
                                () -> judge(line, who, subject)))));
  }

  private static void judge(Line line, Who who, String subject) {
    Operation operation = OPERATIONS.get(line.operation());
    Reply reply = send(operation, line.filing(), who, subject);
    String[] expected = line.answer(who).split(" ");
    if (expected.length == 2) {
      reply.expect(Integer.parseInt(expected[0]), expected[1]);
    } else {
      reply.expect(Integer.parseInt(expected[0]));
    }
    assertEquals(Set.of(), ANSWERS.undeclared(operation, reply), reply::toString);
    if (who != Who.OWNER) {
      String all = reply.fields() + reply.text();
      SECRETS.forEach(secret -> assertFalse(all.contains(secret), () -> secret + " in " + reply));
    }
  }

  /** Status, headers and body: as if the filing did not exist. */
  @TestFactory
  Stream<DynamicTest> anothersFilingLooksLikeNone() {
    return OPERATIONS.values().stream()
        .filter(operation -> operation.isSecured() && operation.namesAnObject())
        .flatMap(operation ->
            subjects(Who.OTHER).stream()
                .map(subject ->
                    DynamicTest.dynamicTest(
                        operation.id() + " " + subject,
                        () -> {
                          Reply unknown = send(operation, "unknown", Who.OTHER, subject);
                          for (String filing : List.of("recorded", "waiting")) {
                            Reply foreign = send(operation, filing, Who.OTHER, subject);
                            assertEquals(unknown.text(), foreign.text());
                            assertEquals(alike(unknown), alike(foreign));
                          }
                        })));
  }

  private static Map<String, List<String>> alike(Reply reply) {
    Map<String, List<String>> fields = new TreeMap<>(reply.fields());
    fields.remove("x-request-id");
    fields.put("status", List.of("" + reply.status()));
    return fields;
  }

  @Test
  void whoSendsTheOwnersKeyAndVersionFilesForOneself() {
    String other = neighbour(true);
    Device device = node.of(other);
    long owners = node.of(OWNER).current().version();
    Answer kept = device.file("key-00000001", owners, RECORDED_LIST).expect(202);
    assertFalse(FILINGS.containsValue(kept.id()), "the owner's filing");
    assertEquals(owners, node.of(OWNER).current().version(), "the owner's version");
  }

  @Test
  void thePlaceInTheOwnersHistoryShowsNothingOfIt() {
    Device owner = node.of(OWNER);
    String next = owner.get("/v1/me/filings?limit=1").text("next");
    for (String other : subjects(Who.OTHER)) {
      String page = node.of(other).get("/v1/me/filings?after=" + next).expect(200).body();
      assertEquals("{\"filings\":[]}", page);
    }
  }

  private static Reply send(Operation operation, String filing, Who who, String subject) {
    Call call = operation.example(FILINGS.get(filing));
    if (operation.id().equals("putExamRegistration")) {
      call = call.withBody(ownersForm());
    }
    switch (who) {
      case ANONYMOUS -> {}
      case BROKEN -> call = call.with("Authorization", "Bearer " + broken());
      case PERSON -> call = call.with("Authorization", "Bearer " + withoutCitizenNumber(subject));
      case OWNER, OTHER -> call = signedIn(call, subject, operation.path());
    }
    try (Wire wire = new Wire(node.port())) {
      return wire.send(call);
    }
  }

  /** The pupil's on the contract's page, with the document that the portal names for the owner. */
  private static byte[] ownersForm() {
    byte[] shown = Operation.named("putExamRegistration").example("").body();
    JsonObject form = new JsonObject(Buffer.buffer(shown));
    String payload = node.of(OWNER).token().split("\\.")[1];
    JsonObject claims = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(payload)));
    form.getJsonObject("identity").put("number", claims.getString("citizen_id"));
    return form.toBuffer().getBytes();
  }

  private static Call signedIn(Call call, String subject, String path) {
    Device device = node.of(subject);
    Answer current =
        path.equals("/v1/me/exam-registration") ? device.registration() : device.current();
    return call.with("Authorization", "Bearer " + device.token())
        .replacing("Idempotency-Key", UUID.randomUUID().toString())
        .replacing("If-Match", "\"" + current.version() + "\"");
  }

  /** The last character but one of a signature, so that all bits of it count. */
  private static String broken() {
    String token = stack.portal.token(OWNER);
    int at = token.length() - 2;
    return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
  }

  private static String withoutCitizenNumber(String subject) {
    return stack.portal.sign(stack.portal.claims(subject).claim("citizen_id", null));
  }

  private static List<String> subjects(Who who) {
    return switch (who) {
      case ANONYMOUS, BROKEN -> List.of("");
      case PERSON -> List.of("person");
      case OWNER -> List.of(OWNER);
      case OTHER -> List.of(neighbour(true), neighbour(false));
    };
  }

  private static String neighbour(boolean inTheOwnersPartition) {
    int owners = PARTITIONS.of(stack.candidate(OWNER));
    return Stream.iterate(0, i -> i + 1)
        .map(i -> "neighbour-" + i)
        .filter(
            subject -> PARTITIONS.of(stack.candidate(subject)) == owners == inTheOwnersPartition)
        .findFirst()
        .orElseThrow();
  }
}
