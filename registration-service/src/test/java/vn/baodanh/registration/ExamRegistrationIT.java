package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.ContractReader;
import vn.baodanh.registration.filing.Mutations;

/** The second kind of filing, on two nodes, in the season of 2025. */
class ExamRegistrationIT {
  private static final String KEY = "key-00000001";
  private static final String FORM = Registrations.pupil().encode();
  private static final String OTHER = Registrations.ofOldCurriculum().encode();

  private static final int MUTATIONS = Boolean.getBoolean("full") ? 20_000 : 1_000;
  private static final ContractAnswers ANSWERS = new ContractAnswers(PublishedContract.load());
  private static final Operation REGISTER = Operation.named("putExamRegistration");

  private static Stack stack;
  private static Node a;
  private static Node b;

  @BeforeAll
  static void start() {
    stack = new Stack("exam_registration_it");
    a = stack.node("SEASON", "2025");
    b = stack.node("SEASON", "2025");
    openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static void openWindow() {
    Registrations.moveWindow(stack, "2025", -3600, 3600, a, b);
  }

  private static Device registrant(String subject) {
    return Registrations.owner(stack, subject, a);
  }

  private static Answer recorded(Device device) {
    Stack.eventually("recorded", () -> device.registration().text("status").equals("recorded"));
    return device.registration();
  }

  @Test
  void aRegistrationIsTakenRecordedAndSeenInTheHistory() {
    Device anna = registrant("anna");
    assertEquals("none", anna.registration().text("status"));

    Answer kept = anna.register(KEY, 0, FORM).expect(202);

    assertEquals(Registrations.digest(FORM), kept.text("digest"));
    assertFalse(kept.json().containsKey("warnings"), kept.body());
    Answer current = recorded(anna.at(b));
    assertEquals(Registrations.pupil(), current.json().getJsonObject("registration"));
    assertEquals(kept.version(), current.version());
    assertEquals("\"" + kept.version() + "\"", current.header("ETag"));
    JsonObject filing =
        anna.get("/v1/me/filings").expect(200).json().getJsonArray("filings").getJsonObject(0);
    assertEquals(kept.id(), filing.getString("id"));
    assertEquals("exam-registration", filing.getString("kind"));
    assertEquals(Registrations.pupil(), filing.getJsonObject("registration"));
    assertEquals("01", department("anna"));
  }

  @Test
  void theReceiptShowsTheFormWhoseDigestIsSigned() {
    Device binh = registrant("binh");
    Answer kept = binh.register(KEY, 0, FORM).expect(202);
    recorded(binh);
    JsonObject entry =
        binh.get("/v1/me/filings/" + kept.id() + "/receipt")
            .expect(200)
            .json()
            .getJsonObject("entry");
    assertEquals("exam-registration", entry.getString("kind"));
    assertEquals(kept.text("digest"), entry.getString("digest"));
    assertEquals(
        entry.getString("digest"),
        Registrations.digest(entry.getJsonObject("registration").encode()));
    JournalAudit.check(stack);
  }

  /** The digits warn, the document itself must be one's own. */
  @Test
  void nobodyRegistersUnderAnothersDocument() {
    JsonObject passport = Registrations.pupil();
    passport.getJsonObject("identity").put("kind", "passport").put("number", "C1234567");
    Device thief = Registrations.owner(stack, "thief", "001208999999", a);
    for (String form : List.of(FORM, passport.encode())) {
      Answer refused = thief.register(KEY, 0, form).expect(422, "rules");
      assertEquals(List.of("/identity/number not-own-document"), Registrations.faults(refused));
    }
    assertEquals("none", thief.registration().text("status"));
    var claims = stack.portal.claims("traveller").claim("citizen_id", null);
    String token = stack.portal.sign(claims.claim("passport", "C1234567"));
    Device traveller = new Device("traveller", token, a.port());
    traveller.register(KEY, 0, FORM).expect(422, "rules");
    traveller.register(KEY, 0, passport.encode()).expect(202);
  }

  @Test
  void bothCurriculaAreTaken() {
    Device chi = registrant("chi");
    Answer first = chi.register(KEY, 0, FORM).expect(202);
    Again.untilTold(() -> chi.register("key-00000002", first.version(), OTHER, "Prefer", "wait=5"))
        .expect(200);
    assertEquals(
        "2006", chi.registration().json().getJsonObject("registration").getString("curriculum"));
  }

  @Test
  void whatIsNotAsTheFormAsksIsNamedFieldByField() {
    JsonObject form = Registrations.pupil().put("phone", "12345");
    form.getJsonObject("identity").remove("number");
    Answer refused = registrant("dung").register(KEY, 0, form.encode()).expect(400, "body-invalid");
    assertEquals(
        List.of("/identity/number required", "/phone pattern"), Registrations.faults(refused));
    assertEquals("none", registrant("dung").registration().text("status"));
  }

  @Test
  void whatTheSeasonForbidsIsNamedFieldByField() {
    JsonObject form =
        Registrations.pupil()
            .put("subjects", Registrations.subjects("TO", "VA", "N1", "N2"))
            .put("departmentCode", "20")
            .put("priorityGroup", "08");
    Answer refused = registrant("dao").register(KEY, 0, form.encode()).expect(422, "rules");
    assertTrue(
        Registrations.faults(refused).contains("/departmentCode unknown-department"),
        refused.body());
    assertTrue(Registrations.faults(refused).contains("/subjects/3 one-of-these"), refused.body());
    assertTrue(
        Registrations.faults(refused).contains("/priorityGroup unknown-group"), refused.body());
    JsonObject fault = refused.json().getJsonArray("faults").getJsonObject(0);
    assertFalse(fault.getString("title").isBlank() || fault.getString("titleEn").isBlank());
  }

  @Test
  void digitsOfTheCitizenNumberThatDoNotFitWarnAndDoNotReject() {
    JsonObject form = Registrations.pupil().put("sex", "female");
    Device em = registrant("em");
    Answer kept = em.register(KEY, 0, form.encode()).expect(202);
    JsonObject warning = kept.json().getJsonArray("warnings").getJsonObject(0);
    assertEquals("/identity/number", warning.getString("pointer"));
    assertEquals("identity-sex", warning.getString("code"));
    assertEquals(kept.body(), em.at(b).register(KEY, 0, form.encode()).expect(202).body());
    recorded(em);
  }

  @Test
  void aRepeatIsTheSameFilingAndAnotherBodyWithItsKeyIsNone() {
    Device giang = registrant("giang");
    Answer first = giang.register(KEY, 0, FORM).expect(202);
    String typedOtherwise = FORM.replace("+84912345678", " 0912345678 ").replace(":", " : ");
    assertEquals(first.body(), giang.at(b).register(KEY, 0, typedOtherwise).expect(202).body());
    giang.at(b).register(KEY, 0, OTHER).expect(422, "key-reused");
    giang.withdraw(KEY, first.version()).expect(422, "key-reused");
    recorded(giang);
    assertEquals(1, journaled("giang"));
  }

  @Test
  void aRegistrationAndAListHaveKeysAndVersionsOfTheirOwn() {
    stack.execute("UPDATE season_window SET season = '2025' WHERE id = '2026-preferences'");
    stack.openWindow();
    Device hoa = registrant("hoa");
    Answer registration = hoa.register(KEY, 0, FORM).expect(202);
    Answer list = hoa.file(KEY, 0, Lists.ONE).expect(202);
    assertNotEquals(registration.id(), list.id());
    hoa.at(b).register("key-00000002", 0, OTHER).expect(412, "stale-version");
    recorded(hoa);
    Stack.eventually("recorded", () -> hoa.current().text("status").equals("recorded"));
    assertEquals(list.version(), hoa.current().version());
    assertEquals(registration.version(), hoa.registration().version());
    assertEquals(2, hoa.get("/v1/me/filings").json().getJsonArray("filings").size());
  }

  @Test
  void aWithdrawalIsAFilingAndOneMayRegisterAgain() {
    Device khanh = registrant("khanh");
    khanh.withdraw(KEY, 0).expect(409, "nothing-to-withdraw");
    Answer first = khanh.register(KEY, 0, FORM).expect(202);
    khanh.withdraw("key-00000002", first.version() - 1).expect(412, "stale-version");

    Answer withdrawn = khanh.at(b).withdraw("key-00000002", first.version()).expect(202);

    assertEquals(
        withdrawn.body(), khanh.withdraw("key-00000002", first.version()).expect(202).body());
    JsonObject current = recorded(khanh).json();
    assertEquals(true, current.getBoolean("withdrawn"));
    assertFalse(current.containsKey("registration"), current::encode);
    assertEquals(Registrations.digest(""), withdrawn.text("digest"));
    JsonObject entry =
        khanh.get("/v1/me/filings/" + withdrawn.id() + "/receipt").json().getJsonObject("entry");
    assertEquals(true, entry.getBoolean("withdrawn"));
    assertEquals("none", department("khanh"));
    khanh.register("key-00000003", withdrawn.version(), OTHER).expect(202);
    assertTrue(recorded(khanh).json().containsKey("registration"));
    assertEquals(3, journaled("khanh"));
    Stack.eventually(
        "whoever learns from registrations has passed the withdrawal",
        () ->
            stack.count("SELECT coalesce(sum(seq), 0) FROM people_cursor")
                == stack.count("SELECT sum(seq) FROM partition"));
    JournalAudit.check(stack);
  }

  @Test
  void theWindowOfRegistrationsAloneDecides() {
    Device lan = registrant("lan");
    Answer first = lan.register(KEY, 0, FORM).expect(202);
    try {
      Registrations.moveWindow(stack, "2025", -3600, -30, a, b);
      Answer late =
          lan.register("key-00000002", first.version(), OTHER).expect(409, "window-closed");
      assertTrue(late.json().containsKey("closedAt"), late.body());
      lan.withdraw("key-00000003", first.version()).expect(409, "window-closed");
      assertEquals(first.body(), lan.at(b).register(KEY, 0, FORM).expect(202).body());
      Registrations.moveWindow(stack, "2025", 1800, 3600, a, b);
      registrant("minh").register(KEY, 0, FORM).expect(409, "window-not-open");
    } finally {
      openWindow();
    }
  }

  @Test
  void aMutatedFormIsTakenOnlyIfTheContractAllowsIt() {
    long seed = Seeds.random(getClass()).nextLong();
    String token = registrant("sender").token();
    List<Mutations> mutations =
        List.of(Mutations.ofRegistration(seed, FORM), Mutations.ofRegistrations(seed));
    ContractReader contract = ContractReader.ofRegistrations();
    long version = 0;
    int taken = 0;
    try (Wire wire = new Wire(a.port())) {
      for (int i = 0; i < MUTATIONS; i++) {
        var mutation = mutations.get(i % 2).next();
        Call call =
            Call.filing(token, "mutation-" + i, version, mutation.body())
                .withTarget("/v1/me/exam-registration");
        Reply reply = wire.send(call);
        boolean valid = contract.isValid(mutation.body());
        Set<Integer> expected = valid ? Set.of(202, 422) : Set.of(400, 413);
        assertTrue(expected.contains(reply.status()), () -> call + "\n" + reply);
        assertEquals(Set.of(), ANSWERS.undeclared(REGISTER, reply), () -> call + "\n" + reply);
        if (reply.status() == 202) {
          version = Long.parseLong(reply.json().getString("version"));
          taken++;
        } else {
          reply.expectProblem();
        }
      }
    }
    long expected = taken;
    assertTrue(expected > MUTATIONS / 20, "taken: " + expected);
    Stack.eventually("recorded", () -> journaled("sender") == expected);
  }

  private static String department(String subject) {
    return stack.text(
        "SELECT coalesce(department_code, 'none') FROM current_filing WHERE kind = 2 AND candidate_id = '%s'"
            .formatted(stack.candidate(subject)));
  }

  private static long journaled(String subject) {
    return stack.count(
        "SELECT count(*) FROM filing_journal WHERE candidate_id = '%s'"
            .formatted(stack.candidate(subject)));
  }
}
