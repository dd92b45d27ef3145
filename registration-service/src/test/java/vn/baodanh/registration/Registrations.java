package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import vn.baodanh.registration.filing.Digests;

/** Forms of exam registrations, as of 2025, and their window. */
final class Registrations {
  private Registrations() {}

  /** A device of whoever has the document on {@link #pupil()}, under a name of one's own. */
  static Device owner(Stack stack, String subject, Node node) {
    return owner(stack, subject, "001208012345", node);
  }

  /** A device of an account for which the portal names this citizen number. */
  static Device owner(Stack stack, String subject, String citizenNumber, Node node) {
    String token =
        stack.portal.sign(stack.portal.claims(subject).claim("citizen_id", citizenNumber));
    return new Device(subject, token, node.port());
  }

  /** A pupil's, of the curriculum of 2018. */
  static JsonObject pupil() {
    var school = new JsonObject().put("departmentCode", "01").put("schoolCode", "001");
    return new JsonObject()
        .put("departmentCode", "01")
        .put("fullName", "Nguyễn Văn An")
        .put("sex", "male")
        .put("dateOfBirth", "2008-05-20")
        .put("placeOfBirth", "01")
        .put("ethnicity", "Kinh")
        .put("identity", new JsonObject().put("kind", "citizen").put("number", "001208012345"))
        .put(
            "residence",
            new JsonObject()
                .put("provinceCode", "01")
                .put("wardCode", "00184")
                .put("address", "12 Lê Lợi"))
        .put(
            "schools",
            new JsonObject()
                .put("grade10", school)
                .put("grade11", school.copy())
                .put("grade12", school.copy()))
        .put("className", "12A1")
        .put("phone", "+84912345678")
        .put("purpose", "both")
        .put("curriculum", "2018")
        .put("programme", "general")
        .put("candidateKind", "pupil")
        .put("examCouncilCode", "01")
        .put("pointOfReceipt", "001")
        .put("subjects", subjects("TO", "VA", "LI", "HO"))
        .put("priorityArea", "KV3");
  }

  /** A free candidate's who has not graduated, of the curriculum of 2006, with a score kept. */
  static JsonObject ofOldCurriculum() {
    var form = pupil();
    List.of("schools", "className").forEach(form::remove);
    return form.put("curriculum", "2006")
        .put("candidateKind", "free-not-graduated")
        .put("pointOfReceipt", "901")
        .put("subjects", subjects("VA", "N1", "XH"))
        .put(
            "preservedScores",
            new JsonArray().add(new JsonObject().put("subject", "TO").put("score", "7.25")));
  }

  static JsonArray subjects(String... codes) {
    return new JsonArray(List.of(codes));
  }

  /**
   * Moves the window in which candidates register, in seconds from now by the database's clock, and
   * waits until every one of these nodes shows it.
   */
  static void moveWindow(
      Stack stack, String season, double opensInS, double closesInS, Node... nodes) {
    String id = season + "-exam-registration";
    stack.execute(
        """
        UPDATE season_window SET opens_at = now() + %f * interval '1 second',
          closes_at = now() + %f * interval '1 second' WHERE id = '%s'
        """
            .formatted(opensInS, closesInS, id));
    String closes =
        stack.text(
            "SELECT to_char(closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM"
                + " season_window WHERE id = '"
                + id
                + "'");
    for (Node node : nodes) {
      Stack.eventually(
          "the window is moved",
          () -> Device.ask(node.port(), "/v1/season").body().contains(closes));
    }
  }

  /** Where and what, of a refused form. */
  static List<String> faults(Answer refused) {
    return refused.json().getJsonArray("faults").stream()
        .map(JsonObject.class::cast)
        .map(fault -> fault.getString("pointer") + " " + fault.getString("code"))
        .toList();
  }

  /** Of a canonical form, computed as anybody may. */
  static String digest(String canonical) {
    return HexFormat.of()
        .formatHex(Digests.sha256().digest(("exam-registration\n" + canonical).getBytes(UTF_8)));
  }
}
