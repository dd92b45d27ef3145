package vn.baodanh.registration.season;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.kit.Instants;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** The members of a change's body, of which each action has its own. */
record ChangeMembers(JsonObject body) {
  private static final Set<String> OF_EVERY_ACTION = Set.of("action", "note");

  /**
   * @throws ProblemException 422 naming members that this action does not know
   */
  void allow(String... names) {
    List<Problem.Fault> faults = new ArrayList<>();
    for (String name : body.fieldNames()) {
      if (!OF_EVERY_ACTION.contains(name) && !Set.of(names).contains(name)) {
        faults.add(
            new Problem.Fault(
                "/" + name,
                "unknown-member",
                "Mục này không đi với thao tác đó.",
                "This member does not go with that action."));
      }
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(WindowProblems.invalid(faults));
    }
  }

  String text(String name) {
    return needed(name, Optional.ofNullable(body.getString(name)));
  }

  int number(String name) {
    return needed(name, Optional.ofNullable(body.getInteger(name)));
  }

  Instant moment(String name) {
    return needed(name, optionalMoment(name));
  }

  Optional<Instant> optionalMoment(String name) {
    return Instants.of(body, name);
  }

  private static <T> T needed(String name, Optional<T> value) {
    return value.orElseThrow(() -> {
      var fault =
          new Problem.Fault(
              "/" + name, "missing", "Thao tác này cần mục này.", "This action needs this member.");
      return new ProblemException(WindowProblems.invalid(List.of(fault)));
    });
  }
}
