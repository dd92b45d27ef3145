package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** What must be shown before something on file is changed, in a season of each kind. */
class StepUpIT {
  private static final String SECOND_FACTOR = "urn:baodanh:acr:second-factor";
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");

  private static Stack stack;
  private static Node byPortal;
  private static Node byCode;
  private static HttpServer phones;

  /** The newest text message, by phone number. */
  private static final Map<String, String> SMS = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() {
    stack = new Stack("step_up_it");
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
            "http://127.0.0.1:" + phones.actualPort() + "/sms");
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static Device signedIn(String subject, String acr, Duration ago) {
    String token =
        stack.portal.sign(
            stack
                .portal
                .claims(subject)
                .claim("acr", acr)
                .claim("auth_time", Instant.now().minus(ago).getEpochSecond()));
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
    signedIn("anna", SECOND_FACTOR, Duration.ofMinutes(5))
        .file("key-00000002", first.version(), Lists.OTHER)
        .expect(202);
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
  void whenNoCodeCanBeSentAnotherMayBeAskedForAtOnce() {
    Device dung = withPhone("dung", "+84900000000");
    dung.post("/v1/me/step-up/codes").expect(503, "code-not-sent");
    prove(dung, codeSentTo("+84900000000")).expect(403, "code-wrong");
    dung.post("/v1/me/step-up/codes").expect(503, "code-not-sent");
    byCode.of("nobody").post("/v1/me/step-up/codes").expect(409, "no-contact");
  }
}
