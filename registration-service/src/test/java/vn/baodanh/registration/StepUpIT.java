package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jsonwebtoken.JwtBuilder;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.person.Role;

/** What must be shown before something on file is changed, in a season of each kind. */
class StepUpIT {
  private static final String SECOND_FACTOR = "urn:baodanh:acr:second-factor";
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");

  private static Stack stack;
  private static Node byPortal;
  private static Node byCode;
  private static HttpServer phones;
  private static MailServer mails;

  /** The newest text message, by phone number. */
  private static final Map<String, String> SMS = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() {
    stack = new Stack("step_up_it");
    mails = new MailServer();
    phones =
        stack.server(request ->
            request
                .body()
                .onSuccess(body -> {
                  JsonObject letter = body.toJsonObject();
                  SMS.put(letter.getString("to"), letter.getString("text"));
                  boolean away = letter.getString("to").equals("+84900000000");
                  request.response().setStatusCode(away ? 503 : 202).end();
                }));
    byPortal =
        stack.node(
            "SEASON",
            Seasons.like2026(
                "2026-portal",
                rules ->
                    rules.put(
                        "stepUp",
                        new JsonObject()
                            .put("by", "portal")
                            .put("acr", SECOND_FACTOR)
                            .put("maxAgeS", 600))));
    byCode =
        stack.node(
            "SEASON",
            Seasons.like2026(
                "2026-code",
                rules ->
                    rules.put("stepUp", new JsonObject().put("by", "code").put("goodForS", 900))),
            "SMS_URL",
            "http://127.0.0.1:" + phones.actualPort() + "/sms",
            "SMTP_URL",
            mails.url());
    stack.openWindow();
    Registrations.moveWindow(stack, "2026", -3600, 3600, byPortal, byCode);
  }

  @AfterAll
  static void stop() {
    stack.close();
    mails.close();
  }

  private static Device signedIn(String subject, String acr, Duration ago) {
    return signedIn(stack.portal.claims(subject), subject, acr, ago);
  }

  private static Device signedIn(JwtBuilder claims, String subject, String acr, Duration ago) {
    String token =
        stack.portal.sign(
            claims.claim("acr", acr).claim("auth_time", Instant.now().minus(ago).getEpochSecond()));
    return new Device(subject, token, byPortal.port());
  }

  @Test
  void aChangeNeedsAFreshSecondFactorWhereTheSeasonAsksThePortal() {
    Device plain = byPortal.of("anna");
    Answer first = plain.file("key-00000001", 0, Lists.ONE).expect(202);
    Answer refused =
        plain.file("key-00000002", first.version(), Lists.OTHER).expect(401, "step-up-required");
    assertEquals(
        "Bearer error=\"insufficient_user_authentication\", acr_values=\""
            + SECOND_FACTOR
            + "\", max_age=\"600\"",
        refused.header("WWW-Authenticate"));
    assertEquals(SECOND_FACTOR, refused.text("acrValues"));
    signedIn("anna", SECOND_FACTOR, Duration.ofMinutes(11))
        .file("key-00000002", first.version(), Lists.OTHER)
        .expect(401, "step-up-required");
    signedIn("anna", "urn:baodanh:acr:password", Duration.ZERO)
        .file("key-00000002", first.version(), Lists.OTHER)
        .expect(401, "step-up-required");
    assertEquals(first.version(), plain.current().version(), "nothing of it was kept");
    Answer second =
        signedIn("anna", SECOND_FACTOR, Duration.ofMinutes(5))
            .file("key-00000002", first.version(), Lists.OTHER)
            .expect(202);
    Answer repeated = plain.file("key-00000002", first.version(), Lists.OTHER).expect(202);
    assertEquals(second.id(), repeated.id(), "a repeat changes nothing, so nothing is asked for");
    assertEquals(second.version(), repeated.version());
    plain
        .file("key-00000003", second.version(), Lists.of("BKA/IT1", "BKA/IT1"))
        .expect(401, "step-up-required");
  }

  @Test
  void aRegistrationIsChangedAndWithdrawnOnlyAfterAFreshSecondFactor() {
    String number = "001208000001";
    String form = form(number).encode();
    String other = form(number).put("className", "12A2").encode();
    Device plain = Registrations.owner(stack, "mai", number, byPortal);
    Answer first = plain.register("key-00000001", 0, form).expect(202);
    plain.register("key-00000002", first.version(), other).expect(401, "step-up-required");
    plain.withdraw("key-00000003", first.version()).expect(401, "step-up-required");
    Device stale = ofMai(Duration.ofMinutes(11));
    stale.register("key-00000002", first.version(), other).expect(401, "step-up-required");
    stale.withdraw("key-00000003", first.version()).expect(401, "step-up-required");
    Device fresh = ofMai(Duration.ofMinutes(9));
    Answer second = fresh.register("key-00000002", first.version(), other).expect(202);
    assertEquals(
        first.id(), plain.register("key-00000001", 0, form).expect(202).id(), "a repeat is none");
    fresh.withdraw("key-00000003", second.version()).expect(202);
    Stack.eventually("withdrawn", () -> isWithdrawn(plain));
    assertEquals(3, filings("mai"), "nothing that was refused was kept");
  }

  private static Device ofMai(Duration ago) {
    var claims = stack.portal.claims("mai").claim("citizen_id", "001208000001");
    return signedIn(claims, "mai", SECOND_FACTOR, ago);
  }

  private static boolean isWithdrawn(Device device) {
    return device.registration().json().getBoolean("withdrawn", false);
  }

  private static JsonObject form(String number) {
    JsonObject form = Registrations.pupil();
    form.getJsonObject("identity").put("number", number);
    return form;
  }

  private static long filings(String subject) {
    return stack.count(
        "SELECT count(*) FROM filing_journal WHERE candidate_id = '%s'"
            .formatted(stack.candidate(subject)));
  }

  @Test
  void aRegistrationIsChangedAndWithdrawnOnlyWithTheCodeThatWentToItsPhone() {
    String number = "001208000002";
    String phone = "+84912345672";
    Device nam = Registrations.owner(stack, "nam", number, byCode);
    JsonObject form = form(number).put("phone", phone);
    String filed = form.encode();
    Answer first =
        Again.untilTold(() -> nam.register("key-00000001", 0, filed, "Prefer", "wait=10"))
            .expect(200);
    String other = form.put("phone", "+84912345673").encode();
    nam.register("key-00000002", first.version(), other).expect(403, "step-up-required");
    nam.withdraw("key-00000003", first.version()).expect(403, "step-up-required");
    Stack.eventually(
        "the phone is known",
        () -> stack.count("SELECT count(*) FROM contact WHERE phone = '" + phone + "'") == 1);
    assertEquals("*********672", nam.post("/v1/me/step-up/codes").expect(202).text("to"));
    String proof = prove(nam, codeSentTo(phone)).expect(200).text("proof");
    Answer second =
        nam.register("key-00000002", first.version(), other, "Step-Up", proof).expect(202);
    nam.withdraw("key-00000003", second.version()).expect(403, "step-up-required");
    nam.withdraw("key-00000003", second.version(), "Step-Up", proof).expect(202);
    Stack.eventually("withdrawn", () -> isWithdrawn(nam));
    assertEquals(3, filings("nam"));
  }

  /**
   * A code goes to the candidate's phone, which a school has not: the candidate is told instead.
   */
  @Test
  void aSchoolThatChangesARegistrationShowsItsOwnSecondFactorAndNobodysCode() {
    stack.grant("school", Role.SCHOOL, "01-001");
    String ofPortal = form("001208000003").encode();
    String ofCode = form("001208000004").encode();
    Device plain = byPortal.of("school");
    Stack.eventually(
        "the grant is known", () -> enter(plain, "key-00000001", 0, ofPortal).status() == 200);
    long first = entered(plain, "001208000003");
    String changed = form("001208000003").put("className", "12A2").encode();
    enter(plain, "key-00000002", first, changed).expect(401, "step-up-required");
    assertEquals(first, entered(plain, "001208000003"), "nothing was kept");
    Answer second =
        enter(signedIn("school", SECOND_FACTOR, Duration.ZERO), "key-00000002", first, changed)
            .expect(200);
    Answer repeated = enter(plain, "key-00000002", first, changed).expect(200);
    assertEquals(second.id(), repeated.id(), "a repeat changes nothing");

    Device candidate = accountOf("001208000004");
    Device atCode = byCode.of("school");
    Stack.eventually("there, too", () -> enter(atCode, "key-00000003", 0, ofCode).status() == 200);
    String other = form("001208000004").put("className", "12A2").encode();
    enter(atCode, "key-00000004", entered(atCode, "001208000004"), other).expect(200);
    Stack.eventually(
        "the candidate is told of both",
        () ->
            candidate.get("/v1/me/messages").expect(200).json().getJsonArray("messages").size()
                >= 2);
  }

  /** Whose account it is, the service has noted. */
  private static Device accountOf(String number) {
    var claims = stack.portal.claims("of-school").claim("citizen_id", number);
    claims.claim("name", "Nguyễn Văn An").claim("birthdate", "2008-05-20");
    Device account = new Device("of-school", stack.portal.sign(claims), byCode.port());
    account.registration();
    Stack.eventually(
        "the account is noted",
        () ->
            stack.count(
                    "SELECT count(*) FROM identity_document WHERE source = 'portal' AND candidate_id = '%s'"
                        .formatted(stack.candidate("of-school")))
                == 1);
    return account;
  }

  private static Answer enter(Device staff, String key, long version, String form) {
    return Again.untilTold(() ->
        staff.put(
            "/v1/operations/exam-registrations",
            form,
            "Idempotency-Key",
            key,
            "If-Match",
            "\"" + version + "\"",
            "Prefer",
            "wait=10"));
  }

  /** The version of what is on file. */
  private static long entered(Device staff, String number) {
    var body =
        new JsonObject()
            .put("school", "01-001")
            .put("identity", new JsonObject().put("kind", "citizen").put("number", number));
    return staff
        .post("/v1/operations/exam-registrations/lookup", body.encode())
        .expect(200)
        .version();
  }

  private static Device withPhone(String subject, String phone) {
    stack.execute(
        "INSERT INTO contact (candidate_id, phone) VALUES ('%s', '%s')"
            .formatted(stack.candidate(subject), phone));
    return byCode.of(subject);
  }

  private static String codeSentTo(String phone) {
    var found = CODE.matcher(SMS.get(phone));
    assertTrue(found.find());
    return found.group();
  }

  private static Answer prove(Device device, String code) {
    return device.post("/v1/me/step-up", new JsonObject().put("code", code).encode());
  }

  @Test
  void aChangeNeedsTheCodeThatWasSentWhereTheSeasonAsksForOne() {
    Device lan = withPhone("lan", "+84912345678");
    Answer first = lan.file("key-00000001", 0, Lists.ONE).expect(202);
    lan.file("key-00000002", first.version(), Lists.OTHER).expect(403, "step-up-required");

    Answer sent = lan.post("/v1/me/step-up/codes").expect(202);
    assertEquals("*********678", sent.text("to"));
    lan.post("/v1/me/step-up/codes").expect(429, "code-too-soon");
    String code = codeSentTo("+84912345678");
    assertFalse(
        stack.text("SELECT row_to_json(c) FROM one_time_code c").contains(code), "only its hash");
    String proof = prove(lan, code).expect(200).text("proof");
    prove(lan, code).expect(403, "code-wrong");

    Device other = byCode.of("thief");
    Answer others = other.file("key-00000001", 0, Lists.ONE).expect(202);
    other
        .file("key-00000002", others.version(), Lists.OTHER, "Step-Up", proof)
        .expect(403, "step-up-required");
    lan.file("key-00000002", first.version(), Lists.OTHER, "Step-Up", proof).expect(202);
  }

  /** As of whom a school registered before the first sign-in. */
  @Test
  void aCodeGoesToThePhoneOfTheRegistrationAlsoWhereThatIsOfAnotherIdOfThePerson() {
    withPhone("entered", "+84912345671");
    Device hoa = byCode.of("hoa");
    stack.execute(
        "INSERT INTO contact (candidate_id, subject) VALUES ('%s', 'hoa')"
            .formatted(stack.candidate("hoa")));
    hoa.post("/v1/me/step-up/codes").expect(409, "no-contact");
    stack.execute(
        "UPDATE contact SET order_us = 1 WHERE candidate_id = '%s'"
            .formatted(stack.candidate("entered")));
    stack.execute(
        "INSERT INTO candidate_merge (merged_id, into_id, effective_at) VALUES ('%s', '%s', now())"
            .formatted(stack.candidate("entered"), stack.candidate("hoa")));
    assertEquals("*********671", hoa.post("/v1/me/step-up/codes").expect(202).text("to"));
    prove(hoa, codeSentTo("+84912345671")).expect(200);
  }

  @Test
  void aCodeIsTriedFiveTimesAndNoMore() {
    Device binh = withPhone("binh", "+84912345679");
    binh.post("/v1/me/step-up/codes").expect(202);
    String code = codeSentTo("+84912345679");
    String wrong = code.equals("000000") ? "000001" : "000000";
    for (int left = 4; left >= 0; left--) {
      assertEquals(
          left, prove(binh, wrong).expect(403, "code-wrong").json().getInteger("attemptsLeft"));
    }
    prove(binh, code).expect(403, "code-wrong");
    stack.execute("UPDATE one_time_code SET sent_at = now() - interval '2 minutes'");
    binh.post("/v1/me/step-up/codes").expect(202);
    prove(binh, codeSentTo("+84912345679")).expect(200);
    stack.execute(
        "UPDATE one_time_code SET sent_at = now() - interval '2 minutes', sends = 10 WHERE candidate_id = '%s'"
            .formatted(stack.candidate("binh")));
    binh.post("/v1/me/step-up/codes").expect(429, "code-too-soon");
  }

  @Test
  void anExpiredCodeIsWorthNothing() {
    Device chi = withPhone("chi", "+84912345670");
    chi.post("/v1/me/step-up/codes").expect(202);
    stack.execute(
        "UPDATE one_time_code SET expires_at = now() WHERE candidate_id = '%s'"
            .formatted(stack.candidate("chi")));
    prove(chi, codeSentTo("+84912345670")).expect(403, "code-wrong");
  }

  @Test
  void whileNoTextMessageCanBeSentTheCodeGoesByEmail() {
    Device giang = withPhone("giang", "+84900000000");
    stack.execute(
        "UPDATE contact SET email = 'giang@example.vn' WHERE candidate_id = '%s'"
            .formatted(stack.candidate("giang")));
    mails.goAway();
    giang.post("/v1/me/step-up/codes").expect(503, "code-not-sent");
    mails.comeBack();
    Answer sent = giang.post("/v1/me/step-up/codes").expect(202);
    assertEquals("email", sent.text("channel"));
    assertEquals("g***@example.vn", sent.text("to"));
    Stack.eventually("the letter is there", () -> mails.to("giang@example.vn").size() == 1);
    var code = CODE.matcher(mails.to("giang@example.vn").getFirst().text());
    assertTrue(code.find());
    prove(giang, code.group()).expect(200);
    stack.execute(
        "UPDATE contact SET phone = '+84912345674' WHERE candidate_id = '%s'"
            .formatted(stack.candidate("giang")));
    stack.execute("UPDATE one_time_code SET sent_at = now() - interval '2 minutes'");
    assertEquals("sms", giang.post("/v1/me/step-up/codes").expect(202).text("channel"));
    assertEquals(1, mails.to("giang@example.vn").size(), "one way is enough");
  }

  @Test
  void whenNoCodeCanBeSentAnotherMayBeAskedForAtOnce() {
    Device dung = withPhone("dung", "+84900000000");
    dung.post("/v1/me/step-up/codes").expect(503, "code-not-sent");
    prove(dung, codeSentTo("+84900000000")).expect(403, "code-wrong");
    dung.post("/v1/me/step-up/codes").expect(503, "code-not-sent");
    byCode.of("nobody").post("/v1/me/step-up/codes").expect(409, "no-contact");
  }
}
