package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Role;

/** The service run for a season that is over: its rules, its codes and its windows, over HTTP. */
class SeasonsIT {
  private static final String KEY = "key-00000001";

  /** Institution, programme, method, subject group; the last two may be empty. */
  private static String list(String... preferences) {
    var all = new JsonArray();
    for (String preference : preferences) {
      String[] codes = preference.split("/", -1);
      var one = new JsonObject().put("institutionCode", codes[0]).put("programmeCode", codes[1]);
      if (codes.length > 2) {
        one.put("methodCode", codes[2]);
      }
      if (codes.length > 3) {
        one.put("subjectGroupCode", codes[3]);
      }
      all.add(one);
    }
    return new JsonObject().put("preferences", all).encode();
  }

  private static void moveWindow(Stack stack, String id, double opens, double closes, Node node) {
    stack.execute(
        """
        UPDATE season_window SET opens_at = now() + %f * interval '1 second', closes_at = now() + %f * interval '1 second'
        WHERE id = '%s'
        """
            .formatted(opens, closes, id));
    long closesUs =
        stack.count(
            "SELECT (extract(epoch FROM closes_at) * 1e6)::bigint FROM season_window WHERE id = '%s'"
                .formatted(id));
    Stack.eventually(
        "the window is moved",
        () -> Device.ask(node.port(), "/v1/season").body().contains(Micros.text(closesUs)));
  }

  private static List<String> shownWindows(Node node) {
    return Device.ask(node.port(), "/v1/season").expect(200).json().getJsonArray("windows").stream()
        .map(window -> ((JsonObject) window).getString("id"))
        .toList();
  }

  /** Hidden, the window is shown to nobody and nothing is taken, though it is not over. */
  private static void assertHiddenIsClosed(Stack stack, String id, Node node, String list) {
    stack.execute("UPDATE season_window SET hidden = true WHERE id = '%s'".formatted(id));
    Stack.eventually("it is shown no more", () -> !shownWindows(node).contains(id));
    Answer refused = node.of("late").file(KEY, 0, list).expect(409, "window-closed");
    assertFalse(refused.json().containsKey("closes"), refused.body());
    stack.execute("UPDATE season_window SET hidden = false WHERE id = '%s'".formatted(id));
    Stack.eventually("it is shown again", () -> shownWindows(node).contains(id));
    node.of("late").file(KEY, 0, list).expect(202);
  }

  private static Answer told(Device device, String list) {
    return Again.untilTold(() -> device.file(KEY, 0, list, "Prefer", "wait=10"));
  }

  private static void assertApplied(Answer filed, Stack stack, String rulesVersion) {
    assertEquals("applied", filed.expect(200).text("status"), filed.body());
    assertEquals(
        rulesVersion,
        stack.text(
            "SELECT rules_version FROM filing_journal WHERE filing_id = '%s'"
                .formatted(filed.id())));
  }

  @Test
  void in2022PreferencesNameTheirMethodAndInstitutionsSeeTheirPlaces() {
    try (Stack stack = new Stack("seasons_of_methods_it")) {
      Node node = stack.node("SEASON", "2022");
      moveWindow(stack, "2022-preferences", -3600, 3600, node);
      JsonObject season = Device.ask(node.port(), "/v1/season").expect(200).json();
      assertEquals("2022", season.getString("season"));
      assertEquals("2022.1", season.getString("rulesVersion"));
      JsonObject rules = Device.ask(node.port(), "/v1/season/rules").expect(200).json();
      assertEquals(
          new JsonObject().put("each", 20000).put("chargedMethods", new JsonArray().add("100")),
          rules.getJsonObject("fee"));

      String good = list("BKA/IT1/100/B03", "YHB/7720101/100/B00", "BKA/IT1/402");
      Answer unnamed = node.of("anna").file(KEY, 0, list("BKA/IT1", "YHB/7720101/100"));
      assertEquals(
          List.of("/preferences/0/methodCode required", "/preferences/1/subjectGroupCode required"),
          Registrations.faults(unnamed.expect(422, "rules")));
      Answer other = node.of("anna").file(KEY, 0, list("YHB/7720101/200/B00", "BKA/IT1/100/A00"));
      assertEquals(
          List.of(
              "/preferences/0/methodCode method-not-accepted",
              "/preferences/1/subjectGroupCode group-not-accepted"),
          Registrations.faults(other.expect(422, "rules")));
      assertApplied(told(node.of("anna"), good), stack, "2022.1");
      assertHiddenIsClosed(stack, "2022-preferences", node, good);

      FeedReader bka = reader(stack, node, "BKA");
      assertEquals("lists-open", bka.pull("").expect(403).code());
      // Long enough ago for what was received before the close to be recorded by now.
      moveWindow(stack, "2022-preferences", -3600, -60, node);
      Stack.eventually("lists are recorded", () -> bka.pull("").status() == 200);
      Stack.eventually("both are projected", () -> bka.pull("").lines().size() == 2);
      JsonObject line = bka.pull("").lines().getFirst();
      assertEquals(
          new JsonArray().add(chosen("IT1", "100", "B03", 1)).add(chosen("IT1", "402", "", 3)),
          line.getJsonArray("programmes"));
      assertEquals(
          new JsonArray().add(chosen("7720101", "100", "B00", 2)),
          reader(stack, node, "YHB")
              .pull("")
              .expect(200)
              .lines()
              .getFirst()
              .getValue("programmes"));
      assertTrue(bka.pull("?format=csv").text().contains(",1:IT1/100/B03; 3:IT1/402/,"));
    }
  }

  private static JsonObject chosen(String programme, String method, String group, int place) {
    return new JsonObject()
        .put("programmeCode", programme)
        .put("methodCode", method)
        .put("subjectGroupCode", group)
        .put("place", place);
  }

  private static FeedReader reader(Stack stack, Node node, String institution) {
    stack.grant("of-" + institution, Role.INSTITUTION, institution);
    var reader = new FeedReader(stack.portal.token("of-" + institution), node.port(), institution);
    Stack.eventually(
        "the grant is known", () -> !reader.pull("").text().contains("\"role-missing\""));
    return reader;
  }

  @Test
  void in2025ListsNameProgrammesAloneAndHaveNoLimit() {
    try (Stack stack = new Stack("seasons_of_programmes_it")) {
      Node node = stack.node("SEASON", "2025");
      moveWindow(stack, "2025-preferences", -3600, 3600, node);
      JsonObject season = Device.ask(node.port(), "/v1/season").expect(200).json();
      assertEquals("2025", season.getString("season"));
      assertEquals("2025.1", season.getString("rulesVersion"));

      String[] twenty =
          Device.ask(node.port(), "/v1/catalogue/programmes?institution=BKA&limit=20")
              .expect(200)
              .json()
              .getJsonArray("programmes")
              .stream()
              .map(programme -> "BKA/" + ((JsonObject) programme).getString("programmeCode"))
              .toArray(String[]::new);
      assertEquals(20, twenty.length);
      assertApplied(told(node.of("anna"), list(twenty)), stack, "2025.1");
      Answer named = node.of("binh").file(KEY, 0, list("BKA/IT1/100/B03"));
      assertEquals(
          List.of(
              "/preferences/0/methodCode not-asked", "/preferences/0/subjectGroupCode not-asked"),
          Registrations.faults(named.expect(422, "rules")));
      assertHiddenIsClosed(stack, "2025-preferences", node, Lists.ONE);

      // 04 was Đà Nẵng until 2025 and is Cao Bằng since; 79 is of 2026.
      assertTrue(departments(node).containsAll(List.of("02", "04", "64")));
      assertFalse(departments(node).contains("79"));
    }
  }

  private static List<String> departments(Node node) {
    return Device.ask(node.port(), "/v1/catalogue/departments?limit=100")
        .expect(200)
        .json()
        .getJsonArray("departments")
        .stream()
        .map(department -> ((JsonObject) department).getString("code"))
        .toList();
  }
}
