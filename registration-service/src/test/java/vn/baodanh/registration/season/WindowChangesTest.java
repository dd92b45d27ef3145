package vn.baodanh.registration.season;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.baodanh.kit.ProblemException;

/** What becomes of a window, or why nothing does. */
final class WindowChangesTest {
  private static final UUID PROPOSAL = UUID.fromString("01981d0e-6f5c-7d3a-9a54-6f0f3c6f4f11");

  /** The days of July 2026 on which each is open, from midnight to midnight. */
  private static final Season SEASON =
      new Season(
          RulesFile.read("2026"),
          false,
          List.of(
              version("july", "preferences", 1, 14, false, "", "", 1, 1),
              version("july-25", "preferences", 1, 16, false, "25", "july", 1, 2),
              version("over", "preferences", 1, 3, false, "", "", 1, 1),
              version("hidden", "preferences", 1, 14, true, "", "", 1, 1),
              version("fees", "payment", 15, 21, false, "", "", 1, 1),
              version("fees", "payment", 15, 22, false, "", "", 2, 20)));

  @ParameterizedTest(name = "on the {0}th, {1} → {2}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          # in force on the day | change                                                                     | what it makes
          5  | {"action":"extend","window":"july","version":1,"closes":"2026-07-15T00:00:00Z"}               | july 2 from 5: 1-15
          5  | {"action":"extend","window":"july","version":1,"closes":"2026-07-14T00:00:00Z"}               | change-does-not-fit
          15 | {"action":"extend","window":"july","version":1,"closes":"2026-07-17T00:00:00Z"}               | change-does-not-fit
          5  | {"action":"extend","window":"july","version":1,"department":"26","closes":"2026-07-15T07:00:00+07:00"} | july-26 1 from 5: 1-15 of 26 for july
          5  | {"action":"extend","window":"july","version":1,"department":"25","closes":"2026-07-15T00:00:00Z"} | department-has-window
          5  | {"action":"extend","window":"july-25","version":1,"closes":"2026-07-17T00:00:00Z"}            | july-25 2 from 5: 1-17 of 25 for july
          5  | {"action":"extend","window":"july-25","version":1,"department":"25","closes":"2026-07-17T00:00:00Z"} | july-25 2 from 5: 1-17 of 25 for july
          5  | {"action":"extend","window":"july-25","version":1,"department":"26","closes":"2026-07-17T00:00:00Z"} | window-not-national
          5  | {"action":"close","window":"july","version":1}                                                | july 2 from 5: 1-5
          5  | {"action":"close","window":"july","version":1,"closes":"2026-07-10T00:00:00Z"}                | july 2 from 5: 1-10
          5  | {"action":"close","window":"july","version":1,"closes":"2026-07-04T00:00:00Z"}                | change-does-not-fit
          5  | {"action":"close","window":"july","version":1,"closes":"2026-07-14T00:00:00Z"}                | change-does-not-fit
          5  | {"action":"close","window":"over","version":1}                                                | change-does-not-fit
          5  | {"action":"close","window":"july","version":1,"department":"26"}                              | july-26 1 from 5: 1-5 of 26 for july
          5  | {"action":"close","window":"fees","version":2}                                                | window-changed
          5  | {"action":"close","window":"fees","version":1}                                                | window-changed
          21 | {"action":"close","window":"fees","version":2}                                                | fees 3 from 21: 15-21
          5  | {"action":"close","window":"july","version":2}                                                | window-changed
          5  | {"action":"close","window":"june","version":1}                                                | window-unknown
          5  | {"action":"reopen","window":"over","version":1,"closes":"2026-07-09T00:00:00Z"}               | over 2 from 5: 5-9
          5  | {"action":"reopen","window":"over","version":1,"opens":"2026-07-07T00:00:00Z","closes":"2026-07-09T00:00:00Z"} | over 2 from 5: 7-9
          5  | {"action":"reopen","window":"over","version":1,"opens":"2026-07-04T00:00:00Z","closes":"2026-07-09T00:00:00Z"} | change-does-not-fit
          5  | {"action":"reopen","window":"over","version":1,"closes":"2026-07-05T00:00:00Z"}               | change-does-not-fit
          5  | {"action":"reopen","window":"july","version":1,"closes":"2026-07-20T00:00:00Z"}               | change-does-not-fit
          5  | {"action":"hide","window":"july","version":1}                                                 | july 2 from 5: 1-14 hidden
          5  | {"action":"hide","window":"hidden","version":1}                                               | change-does-not-fit
          5  | {"action":"show","window":"hidden","version":1}                                               | hidden 2 from 5: 1-14
          5  | {"action":"show","window":"july","version":1}                                                 | change-does-not-fit
          5  | {"action":"open","step":"payment","closes":"2026-07-09T00:00:00Z"}                            | 2026-payment-6f0f3c6f4f11 1 from 5: 5-9
          5  | {"action":"open","step":"payment","department":"25","opens":"2026-07-08T00:00:00Z","closes":"2026-07-09T00:00:00Z"} | 2026-payment-25-6f0f3c6f4f11 1 from 5: 8-9 of 25
          5  | {"action":"open","step":"payment","opens":"2026-07-04T00:00:00Z","closes":"2026-07-09T00:00:00Z"} | change-does-not-fit
          5  | {"action":"open","step":"payment","opens":"2026-07-08T00:00:00Z","closes":"2026-07-08T00:00:00Z"} | change-does-not-fit
          # members that the action needs or does not know
          5  | {"action":"open","step":"payment"}                                                            | change-invalid /closes
          5  | {"action":"open","closes":"2026-07-09T00:00:00Z"}                                             | change-invalid /step
          5  | {"action":"open","step":"payment","closes":"2026-07-09T00:00:00Z","window":"july"}            | change-invalid /window
          5  | {"action":"extend","window":"july","version":1}                                               | change-invalid /closes
          5  | {"action":"extend","window":"july","closes":"2026-07-15T00:00:00Z"}                           | change-invalid /version
          5  | {"action":"hide","window":"july","version":1,"closes":"2026-07-15T00:00:00Z"}                 | change-invalid /closes
          5  | {"action":"show","version":1}                                                                 | change-invalid /window
          5  | {"action":"close","window":"july","version":1,"closes":"2026-02-30T00:00:00Z"}                | invalid /closes
          """)
  void aChangeMakesOneNewVersionOrNone(int day, String change, String expected) {
    assertEquals(expected, made(day, new JsonObject(change)));
  }

  private static String made(int day, JsonObject body) {
    try {
      var change = WindowChange.of(body);
      return words(WindowChanges.changed(SEASON, change, july(day), PROPOSAL));
    } catch (ProblemException e) {
      var faults = e.problem().faults();
      return e.problem().code() + (faults.isEmpty() ? "" : " " + faults.getFirst().pointer());
    }
  }

  private static String words(WindowVersion made) {
    Window window = made.window();
    return "%s %d from %d: %d-%d%s%s%s"
        .formatted(
            window.id(),
            made.version(),
            day(made.effectiveAt()),
            day(window.opens()),
            day(window.closes()),
            window.hidden() ? " hidden" : "",
            made.isNational() ? "" : " of " + made.department(),
            made.replaces().isEmpty() ? "" : " for " + made.replaces());
  }

  private static WindowVersion version(
      String id,
      String step,
      int opens,
      int closes,
      boolean hidden,
      String department,
      String replaces,
      int version,
      int from) {
    var window = new Window(id, step, july(opens), july(closes), hidden);
    return new WindowVersion(window, department, replaces, version, july(from));
  }

  private static Instant july(int day) {
    return Instant.parse("2026-07-%02dT00:00:00Z".formatted(day));
  }

  private static int day(Instant moment) {
    return Integer.parseInt(moment.toString().substring(8, 10));
  }
}
