package vn.baodanh.registration.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * The national population database (cơ sở dữ liệu quốc gia về dân cư). Its interface is not public;
 * this is what its adapter is asked: {@code POST /checks} with {@code {number, fullName,
 * dateOfBirth, sex}}, answered {@code {result, differing}} with the result {@code matches}, {@code
 * differs} or {@code unknown}.
 */
final class PopulationRegister {
  private static final Set<String> MEMBERS = Set.of("fullName", "dateOfBirth", "sex");

  private final Outside outside;

  PopulationRegister(Outside outside) {
    this.outside = outside;
  }

  /** Fails when it cannot say; that says nothing of the person. */
  Future<Found> check(IdentityStore.Due person) {
    return outside
        .ask(
            "/checks",
            new JsonObject()
                .put("number", person.number())
                .put("fullName", person.fullName())
                .put("dateOfBirth", person.birthDate().toString())
                .put("sex", person.sex()))
        .map(answer -> found(answer.orElseGet(JsonObject::new)));
  }

  private static Found found(JsonObject answer) {
    return switch (answer.getString("result", "")) {
      case "matches" -> new Found.Matches();
      case "differs" -> new Found.Differs(members(answer.getJsonArray("differing")));
      case "unknown" -> new Found.Unknown();
      default -> throw new IllegalStateException("no result");
    };
  }

  private static List<String> members(JsonArray differing) {
    return differing.stream().map(String.class::cast).filter(MEMBERS::contains).sorted().toList();
  }
}
