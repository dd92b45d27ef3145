package vn.baodanh.registration.season;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import vn.baodanh.kit.Instants;
import vn.baodanh.kit.ProblemException;

/** What an operator would have done to the windows. Moments that are left out mean "at once". */
sealed interface WindowChange {
  /** A new window; for one department, one more beside those of the whole country. */
  record Open(String step, String department, Optional<Instant> opens, Instant closes)
      implements WindowChange {}

  /**
   * A new version of a window, or of a copy that replaces it in one department.
   *
   * @param version the newest one that the operator has seen
   * @param department empty: wherever the window holds
   */
  record Change(String window, int version, String department, Action action)
      implements WindowChange {}

  /** What is to become of the window. */
  sealed interface Action {
    /** Earlier than it was to. */
    record Close(Optional<Instant> closes) implements Action {}

    /** Before it has closed. */
    record Extend(Instant closes) implements Action {}

    /** After it has closed. */
    record Reopen(Optional<Instant> opens, Instant closes) implements Action {}

    record Hide() implements Action {}

    record Show() implements Action {}
  }

  /**
   * Reads what the contract has found well-formed.
   *
   * @throws ProblemException 400 {@code invalid} for a moment that does not exist, 422 {@code
   *     change-invalid} for members that the action needs or does not know
   */
  static WindowChange of(JsonObject body) {
    var given = new ChangeMembers(body);
    String action = body.getString("action");
    if (action.equals("open")) {
      given.allow("step", "department", "opens", "closes");
      return new Open(
          given.text("step"),
          body.getString("department", ""),
          Instants.of(body, "opens"),
          given.moment("closes"));
    }
    return new Change(
        given.text("window"),
        given.number("version"),
        body.getString("department", ""),
        action(action, given));
  }

  private static Action action(String name, ChangeMembers given) {
    return switch (name) {
      case "close" -> {
        given.allow("window", "version", "department", "closes");
        yield new Action.Close(given.optionalMoment("closes"));
      }
      case "extend" -> {
        given.allow("window", "version", "department", "closes");
        yield new Action.Extend(given.moment("closes"));
      }
      case "reopen" -> {
        given.allow("window", "version", "department", "opens", "closes");
        yield new Action.Reopen(given.optionalMoment("opens"), given.moment("closes"));
      }
      case "hide" -> {
        given.allow("window", "version", "department");
        yield new Action.Hide();
      }
      case "show" -> {
        given.allow("window", "version", "department");
        yield new Action.Show();
      }
      default -> throw new IllegalArgumentException("the contract has no action " + name);
    };
  }
}
