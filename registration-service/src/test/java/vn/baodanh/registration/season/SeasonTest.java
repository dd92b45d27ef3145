package vn.baodanh.registration.season;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.baodanh.registration.filing.Rules;

final class SeasonTest {
  private static final Rules RULES = RulesFile.read("2026");
  private static final Window JULY =
      window("july", "preferences", "2026-07-01T17:00:00Z", "2026-07-14T10:00:00Z", false);
  private static final Window AGAIN =
      window("again", "preferences", "2026-07-20T00:00:00Z", "2026-07-21T00:00:00Z", false);
  private static final Window HIDDEN =
      window("hidden", "preferences", "2026-06-17T00:00:00Z", "2026-08-30T00:00:00Z", true);
  private static final Window FEES =
      window("fees", "payment", "2026-07-15T00:00:00Z", "2026-07-21T10:00:00Z", false);
  private static final Window TRIAL =
      window("trial", "trial", "2026-06-16T17:00:00Z", "2026-06-21T17:00:00Z", false);
  private static final List<WindowVersion> WINDOWS =
      List.of(first(AGAIN), first(HIDDEN), first(FEES), first(JULY), first(TRIAL));
  private static final Season SEASON = new Season(RULES, false, WINDOWS);

  @ParameterizedTest(name = "at {0} the window is {1}")
  @CsvSource(
      textBlock =
          """
          # received at,                 standing
          2026-07-01T16:59:59.999999Z,   not open july
          2026-07-01T17:00:00Z,          open july
          2026-07-14T09:59:59.999999Z,   open july
          2026-07-14T10:00:00Z,          not open again
          2026-07-20T12:00:00Z,          open again
          2026-07-21T00:00:00Z,          closed again
          2026-08-01T00:00:00Z,          closed again
          """)
  void receiptTimeAloneDecidesWhetherAWindowIsOpen(Instant receivedAt, String standing) {
    assertEquals(standing, words(SEASON.standing(Season.PREFERENCES, receivedAt)));
  }

  @ParameterizedTest(name = "at {0} in department {1}: {2}")
  @CsvSource(
      textBlock =
          """
          # Until noon of the 14th July is open to 10:00 of that day (UTC) everywhere. A change of 08:00 closes it at 09:00, another one
          # of 08:30 gives department 25 until 11:00; a third one, of 11:30, hides that of department 25.
          # received at,                 department, standing
          2026-07-14T07:59:59.999999Z,   '',         open july to 10:00
          2026-07-14T08:00:00Z,          '',         open july to 09:00
          2026-07-14T08:00:00Z,          25,         open july to 09:00
          2026-07-14T08:30:00Z,          25,         open july-25 to 11:00
          2026-07-14T08:59:59.999999Z,   01,         open july to 09:00
          2026-07-14T09:00:00Z,          01,         closed july at 09:00
          2026-07-14T09:00:00Z,          '',         closed july at 09:00
          2026-07-14T10:59:59.999999Z,   25,         open july-25 to 11:00
          2026-07-14T11:00:00Z,          25,         closed july-25 at 11:00
          2026-07-14T11:30:00Z,          25,         no window
          2026-07-14T11:30:00Z,          26,         closed july at 09:00
          """)
  void aMomentIsJudgedByTheWindowsThatWereInForceThen(
      Instant receivedAt, String department, String standing) {
    assertEquals(standing, exactly(changed().standing(Season.PREFERENCES, department, receivedAt)));
  }

  @ParameterizedTest(name = "at {0}: {1}")
  @CsvSource(
      textBlock =
          """
          # received at,                 whether the department must be known
          2026-07-14T07:00:00Z,          false
          2026-07-14T08:45:00Z,          false
          2026-07-14T09:00:00Z,          true
          2026-07-14T12:00:00Z,          true
          """)
  void theDepartmentIsAskedForOnlyWhereItMakesADifference(Instant receivedAt, boolean needed) {
    assertEquals(needed, changed().differsByDepartment(Season.PREFERENCES, receivedAt));
  }

  private static Season changed() {
    Window shorter = window("july", "preferences", JULY.opens(), at("09:00"), false);
    Window own = window("july-25", "preferences", JULY.opens(), at("11:00"), false);
    Window hidden = window("july-25", "preferences", JULY.opens(), at("11:00"), true);
    return new Season(
        RULES,
        false,
        List.of(
            first(JULY),
            new WindowVersion(shorter, "", "", 2, at("08:00")),
            new WindowVersion(own, "25", "july", 1, at("08:30")),
            new WindowVersion(hidden, "25", "july", 2, at("11:30"))));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-07-14T" + time + ":00Z");
  }

  @Test
  void aDepartmentsOwnWindowThatReplacesNoneIsOneMore() {
    Window early =
        window("fees-25", "payment", "2026-07-12T00:00:00Z", "2026-07-13T00:00:00Z", false);
    Season season =
        new Season(
            RULES,
            false,
            List.of(first(FEES), new WindowVersion(early, "25", "", 1, Instant.EPOCH)));
    for (Window window : List.of(early, FEES)) {
      assertEquals("open " + window.id(), words(season.standing("payment", "25", window.opens())));
    }
    assertEquals("not open fees", words(season.standing("payment", "26", early.opens())));
  }

  @Test
  void inATrialEverythingIsOpenWhileTheTrialIs() {
    Season trial = new Season(RULES, true, WINDOWS);
    for (String step : List.of(Season.PREFERENCES, Season.EXAM_REGISTRATION)) {
      assertEquals("open trial", words(trial.standing(step, TRIAL.opens())));
      assertEquals("closed trial", words(trial.standing(step, JULY.opens())));
    }
    assertEquals(List.of(first(TRIAL)), trial.shown(JULY.opens()));
    assertEquals("not open july", words(SEASON.standing(Season.PREFERENCES, TRIAL.opens())));
  }

  @Test
  void aStepWithoutAWindowIsNeverOpen() {
    assertEquals("no window", words(SEASON.standing("enrolment", JULY.opens())));
  }

  @Test
  void aHiddenWindowIsNotShown() {
    assertEquals(
        List.of(first(TRIAL), first(JULY), first(FEES), first(AGAIN)), SEASON.shown(JULY.opens()));
  }

  @Test
  void aWindowThatClosesBeforeItOpensCannotBe() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Window("w", "preferences", JULY.closes(), JULY.opens(), false));
  }

  @Test
  void in2026AtMost15PreferencesMayBeFiled() {
    assertEquals(15, RULES.maxPreferences());
  }

  @Test
  void aSeasonWithoutRulesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> RulesFile.read("1999"));
  }

  private static WindowVersion first(Window window) {
    return new WindowVersion(window, "", "", 1, Instant.EPOCH);
  }

  private static Window window(
      String id, String step, String opens, String closes, boolean hidden) {
    return window(id, step, Instant.parse(opens), Instant.parse(closes), hidden);
  }

  private static Window window(
      String id, String step, Instant opens, Instant closes, boolean hidden) {
    return new Window(id, step, opens, closes, hidden);
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case Standing.Open(var window) -> "open " + window.id();
      case Standing.NotOpen(var next) -> "not open " + next.id();
      case Standing.Closed(var last) -> "closed " + last.id();
      case Standing.NoWindow() -> "no window";
    };
  }

  private static String exactly(Standing standing) {
    return switch (standing) {
      case Standing.Open(var window) -> words(standing) + " to " + time(window.closes());
      case Standing.Closed(var last) -> words(standing) + " at " + time(last.closes());
      case Standing.NotOpen next -> words(standing);
      case Standing.NoWindow none -> words(standing);
    };
  }

  private static String time(Instant moment) {
    return moment.toString().substring(11, 16);
  }
}
