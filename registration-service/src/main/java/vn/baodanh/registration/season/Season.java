package vn.baodanh.registration.season;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import vn.baodanh.registration.filing.Rules;

/**
 * One admission season (đợt tuyển sinh): its rules and its calendar, as data.
 *
 * @param code as {@code 2026}
 * @param windows in order of opening, hidden ones too
 */
public record Season(String code, Rules rules, List<Window> windows) {
  /** The step in which preference lists are filed. */
  public static final String PREFERENCES = "preferences";

  public Season {
    windows =
        windows.stream()
            .sorted(Comparator.comparing(Window::opens).thenComparing(Window::id))
            .toList();
  }

  /** How a moment stands to the windows of a step; hidden windows do not count. */
  public Standing standing(String step, Instant at) {
    Window past = null;
    Window next = null;
    for (var window : windows) {
      if (window.hidden() || !window.step().equals(step)) {
        continue;
      }
      if (window.contains(at)) {
        return new Standing.Open(window);
      }
      if (at.isBefore(window.opens())) {
        next = next == null ? window : next;
      } else if (past == null || past.closes().isBefore(window.closes())) {
        past = window;
      }
    }
    if (next != null) {
      return new Standing.NotOpen(next);
    }
    return past == null ? new Standing.NoWindow() : new Standing.Closed(past);
  }

  /** The windows that may be shown, in order of opening. */
  public List<Window> shown() {
    return windows.stream().filter(window -> !window.hidden()).toList();
  }
}
