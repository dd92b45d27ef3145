package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.local.authority.Authorities;
import vn.baodanh.local.portal.TestPeople;
import vn.baodanh.local.portal.TestPerson;

/** What the authorities' databases say, while they answer and while they do not. */
class IdentityIT {
  private static final long SEED = 7;
  private static final int PEOPLE = 1_000;

  private static Stack stack;
  private static Authorities authorities;
  private static Node node;
  private static Node withSilentAuthorities;

  @BeforeAll
  static void start() {
    stack = new Stack("identity_it");
    authorities = Authorities.start(0, SEED, PEOPLE);
    node =
        stack.node(
            "POPULATION_URL", authorities.population(),
            "SECTOR_URL", authorities.sector(),
            "OUTSIDE_MS", "2000");
    HttpServer silent = stack.server(request -> {});
    withSilentAuthorities =
        stack.node(
            "ROLES", "intake",
            "SECTOR_URL", "http://127.0.0.1:" + silent.actualPort(),
            "OUTSIDE_MS", "300",
            "OUTSIDE_TOGETHER", "2");
  }

  @AfterAll
  static void stop() {
    stack.close();
    authorities.close();
  }

  private static TestPerson person(int number) {
    return TestPeople.person(SEED, number);
  }

  private static Registered registered(TestPerson person, String dateOfBirth) {
    String sex = person.sex() == TestPerson.Sex.FEMALE ? "female" : "male";
    return new Registered(person.name(), dateOfBirth, sex, person.citizenNumber().orElseThrow());
  }

  private static Registered registered(TestPerson person) {
    return registered(person, person.birthDate().toString());
  }

  private static Device device(TestPerson person, Node of) {
    var claims = stack.portal.claims(person.subject());
    String number = person.citizenNumber().orElseThrow();
    return new Device(
        person.subject(), stack.portal.sign(claims.claim("citizen_id", number)), of.port());
  }

  private static String state(TestPerson person) {
    return check(person).getString("state");
  }

  private static JsonObject check(TestPerson person) {
    return device(person, node).get("/v1/me/exam-registration/identity-check").expect(200).json();
  }

  private static void awaitState(TestPerson person, String state) {
    Stack.eventually(person.number() + " " + state, () -> state(person).equals(state));
  }

  @Test
  void whoIsAsTheDatabaseSaysMatches() {
    assertEquals("not-checked", state(person(1)));
    registered(person(1)).recordedFor(person(1).subject(), stack);
    awaitState(person(1), "matches");
  }

  @Test
  void whatDiffersIsNamedAndToldOnce() {
    registered(person(2), "2001-01-01").recordedFor(person(2).subject(), stack);
    awaitState(person(2), "differs");
    assertEquals(JsonArray.of("dateOfBirth"), check(person(2)).getJsonArray("differing"));
    List<Object> kinds =
        device(person(2), node).get("/v1/me/messages").json().getJsonArray("messages").stream()
            .map(message -> (Object) ((JsonObject) message).getString("kind"))
            .filter("identity-differs"::equals)
            .toList();
    assertEquals(List.of("identity-differs"), kinds);

    registered(person(2)).recordedFor(person(2).subject(), stack);
    awaitState(person(2), "matches");
  }

  @Test
  void aNumberThatIsNobodysIsUnknown() {
    TestPerson stranger = person(PEOPLE + 5);
    registered(stranger).recordedFor(stranger.subject(), stack);
    awaitState(stranger, "unknown");
  }

  @Test
  void whileTheDatabaseIsAwayNobodyIsCheckedAndNobodyIsWorseOff() {
    int port = authorities.port();
    authorities.close();
    try {
      registered(person(3)).recordedFor(person(3).subject(), stack);
      Stack.eventually(
          "it was asked",
          () ->
              stack.count(
                      "SELECT count(*) FROM identity_check WHERE attempts > 1 AND candidate_id = '%s'"
                          .formatted(stack.candidate(person(3).subject())))
                  == 1);
      assertEquals("not-checked", state(person(3)));
      assertEquals("unavailable", prefill(device(person(3), node)).getString("status"));
    } finally {
      authorities = Authorities.start(port, SEED, PEOPLE);
    }
    awaitState(person(3), "matches");
  }

  @Test
  void whoeverLosesItsSessionsEverybodyIsChecked() {
    List<TestPerson> people = IntStream.range(10, 50).mapToObj(IdentityIT::person).toList();
    people.forEach(person -> registered(person).recordedFor(person.subject(), stack));
    stack.terminate("SELECT pid FROM pg_stat_activity WHERE usename = 'registration'");
    Stack.eventually(
        "some are asked about", () -> stack.count("SELECT count(*) FROM identity_check") > 10);
    stack.terminate("SELECT pid FROM pg_stat_activity WHERE usename = 'registration'");
    people.forEach(person -> awaitState(person, "matches"));
  }

  private static JsonObject prefill(Device device) {
    return device.get("/v1/me/exam-registration/prefill").expect(200).json();
  }

  @Test
  void theFormIsFilledInForThePortalsOwnNumber() {
    JsonObject answer = answered(person(4));
    assertEquals("found", answer.getString("status"));
    JsonObject form = answer.getJsonObject("registration");
    assertEquals(person(4).name(), form.getString("fullName"));
    assertEquals(
        "001", form.getJsonObject("schools").getJsonObject("grade12").getString("schoolCode"));
    assertEquals("none", answered(person(PEOPLE + 6)).getString("status"));
  }

  /** What the database says; for a while after it was away nobody asks it. */
  private static JsonObject answered(TestPerson person) {
    Device device = device(person, node);
    JsonObject[] answer = new JsonObject[1];
    Stack.eventually(
        "the database is asked",
        () -> {
          answer[0] = prefill(device);
          return !answer[0].getString("status").equals("unavailable");
        });
    return answer[0];
  }

  @Test
  void aDatabaseThatNeverAnswersHoldsNobodyUp() {
    Device device = device(person(5), withSilentAuthorities);
    Duration took =
        Awake.took(() -> {
          List<CompletableFuture<Answer>> asked =
              IntStream.range(0, 20)
                  .mapToObj(i -> device.look("/v1/me/exam-registration/prefill"))
                  .toList();
          asked.forEach(
              answer -> assertEquals("unavailable", answer.join().expect(200).text("status")));
        });
    assertTrue(took.toSeconds() < 5, "no more than two wait at a time");
  }
}
