package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.person.Role;

/** The areas of schools come with an operator's file, and are compared with what is registered. */
class CatalogueAreaIT {
  private static Stack stack;
  private static Node node;
  private static Operator olga;
  private static Operator petra;

  @BeforeAll
  static void start() {
    stack = new Stack("catalogue_area_it");
    node = stack.node();
    Registrations.moveWindow(stack, "2026", -3600, 3600, node);
    stack.grant("olga", Role.OPERATOR, "");
    stack.grant("petra", Role.OPERATOR_APPROVER, "");
    olga = new Operator(node.of("olga"));
    petra = new Operator(node.of("petra"));
    Stack.eventually(
        "staff are known",
        () ->
            olga.versions().status() == 200
                && petra.device().get("/v1/operations/proposals").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void aSchoolsAreaThatIsUploadedWarnsWhoeverNamesAnother() {
    var form = Registrations.pupil();
    Device pupil = Registrations.owner(stack, "pupil", node);
    Answer before = pupil.register("key-00000001", 0, form.encode()).expect(202);
    assertFalse(before.json().containsKey("warnings"), before.body());

    String schools = olga.newest("schools").expect(200).body();
    String without = "01,001,THPT Ba Vì,high_school,Huyện Ba Vì,,2026,";
    String file = schools.replace(without, without.replace(",,2026", ",KV2,2026"));
    assertFalse(file.equals(schools), "the school is there");
    String proposed =
        olga.upload("schools", UUID.randomUUID().toString(), file.getBytes(UTF_8)).expect(201).id();
    petra.approve(proposed).expect(200);
    Stack.eventually("it is in force", () -> olga.versions().json().getInteger("inForce", 0) == 2);

    Answer warned = pupil.register("key-00000002", before.version(), form.encode()).expect(202);
    assertEquals(List.of("/priorityArea area-of-school"), warnings(warned));
    form.put("priorityArea", "KV2");
    Answer fits = pupil.register("key-00000003", warned.version(), form.encode()).expect(202);
    assertFalse(fits.json().containsKey("warnings"), fits.body());
  }

  private static List<String> warnings(Answer answer) {
    return answer.json().getJsonArray("warnings").stream()
        .map(JsonObject.class::cast)
        .map(warning -> warning.getString("pointer") + " " + warning.getString("code"))
        .toList();
  }
}
