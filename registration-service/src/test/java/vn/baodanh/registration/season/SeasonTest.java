package vn.baodanh.registration.season;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeasonTest {
  private static final Window JULY =
      window("july", "preferences", "2026-07-01T17:00:00Z", "2026-07-14T10:00:00Z", false);
  private static final Window AGAIN =
      window("again", "preferences", "2026-07-20T00:00:00Z", "2026-07-21T00:00:00Z", false);
  private static final Window HIDDEN =
      window("hidden", "preferences", "2026-06-17T00:00:00Z", "2026-08-30T00:00:00Z", true);
  private static final Window FEES =
      window("fees", "payment", "2026-07-15T00:00:00Z", "2026-07-21T10:00:00Z", false);
  private static final Season SEASON =
      new Season("2026", RulesFile.read("2026"), List.of(AGAIN, HIDDEN, FEES, JULY));

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

  @Test
  void aStepWithoutAWindowIsNeverOpen() {
    assertEquals("no window", words(SEASON.standing("enrolment", JULY.opens())));
  }

  @Test
  void aHiddenWindowIsNotShown() {
    assertEquals(List.of(JULY, FEES, AGAIN), SEASON.shown());
  }

  @Test
  void aWindowThatClosesBeforeItOpensCannotBe() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Window("w", "preferences", JULY.closes(), JULY.opens(), false));
  }

  @Test
  void in2026AtMost15PreferencesMayBeFiled() {
    assertEquals(15, RulesFile.read("2026").maxPreferences());
  }

  @Test
  void aSeasonWithoutRulesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> RulesFile.read("1999"));
  }

  private static Window window(
      String id, String step, String opens, String closes, boolean hidden) {
    return new Window(id, step, Instant.parse(opens), Instant.parse(closes), hidden);
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case Standing.Open(var window) -> "open " + window.id();
      case Standing.NotOpen(var next) -> "not open " + next.id();
      case Standing.Closed(var last) -> "closed " + last.id();
      case Standing.NoWindow() -> "no window";
    };
  }
}
