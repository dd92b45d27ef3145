package vn.baodanh.registration.season;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vn.baodanh.registration.filing.Rules;

/** One admission season (đợt tuyển sinh): its rules and its calendar, as data. Never changes. */
public final class Season {
  /** The step in which preference lists are filed. */
  public static final String PREFERENCES = "preferences";

  /** The step in which fees are paid. */
  public static final String PAYMENT = "payment";

  /** The step in which candidates register for the exam. */
  public static final String EXAM_REGISTRATION = "exam-registration";

  /** The step in which everything is tried, and then erased. */
  public static final String TRIAL = "trial";

  private static final Set<String> FILED_IN = Set.of(PREFERENCES, EXAM_REGISTRATION, TRIAL);

  private final Rules rules;
  private final boolean isTrial;
  private final List<WindowVersion> versions;

  /** By the moment from which on each is in force. */
  private final NavigableMap<Instant, Timetable> timetables = new TreeMap<>();

  /**
   * @param isTrial whether this is its trial: then everything is open while a trial's window is
   * @param versions every version of every window, hidden ones too
   */
  public Season(Rules rules, boolean isTrial, List<WindowVersion> versions) {
    this.rules = rules;
    this.isTrial = isTrial;
    this.versions = List.copyOf(versions);
    versions.stream()
        .map(WindowVersion::effectiveAt)
        .distinct()
        .forEach(moment -> timetables.put(moment, Timetable.of(inForceAt(moment))));
  }

  private Collection<WindowVersion> inForceAt(Instant moment) {
    return versions.stream()
        .filter(version -> !version.effectiveAt().isAfter(moment))
        .collect(toMap(version -> version.window().id(), version -> version, Season::newer))
        .values();
  }

  private static WindowVersion newer(WindowVersion one, WindowVersion other) {
    return one.version() > other.version() ? one : other;
  }

  /** As {@code 2026}. */
  public String code() {
    return rules.season();
  }

  public Rules rules() {
    return rules;
  }

  public boolean isTrial() {
    return isTrial;
  }

  /** Every version of every window. */
  List<WindowVersion> versions() {
    return versions;
  }

  /** The newest version of a window, in force or about to be. */
  Optional<WindowVersion> newest(String window) {
    return versions.stream()
        .filter(version -> version.window().id().equals(window))
        .reduce(Season::newer);
  }

  /** {@link #standing(String, String, Instant)} for whoever is of no department. */
  public Standing standing(String step, Instant at) {
    return standing(step, "", at);
  }

  /**
   * How a moment stands to the windows of a step that were in force at that moment; hidden windows
   * do not count.
   *
   * @param department the code of the candidate's own; empty if it is not known
   */
  public Standing standing(String step, String department, Instant at) {
    Window past = null;
    Window next = null;
    for (var window : step(step, at).of(department)) {
      if (window.hidden()) {
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

  /** The window of a step that closed last before a moment; hidden ones do not count. */
  public Optional<Window> lastClosed(String step, String department, Instant at) {
    return step(step, at).of(department).stream()
        .filter(window -> !window.hidden() && !at.isBefore(window.closes()))
        .max(Comparator.comparing(Window::closes));
  }

  /**
   * Whether {@link #standing} needs the department: not while the step is open everywhere, however
   * much later it closes in one place.
   */
  public boolean differsByDepartment(String step, Instant at) {
    return step(step, at).differsAt(at);
  }

  /** The departments that at this moment have a window of their own instead of a national one. */
  Set<String> withoutNational(String window, Instant at) {
    return timetable(at).versions().stream()
        .filter(version -> version.replaces().equals(window))
        .map(WindowVersion::department)
        .collect(toSet());
  }

  /** The windows that may be shown at this moment, in order of opening. */
  public List<WindowVersion> shown(Instant at) {
    return timetable(at).versions().stream()
        .filter(version -> !version.window().hidden())
        .filter(version -> !isTrial || version.window().step().equals(TRIAL))
        .toList();
  }

  /** The windows in which something is filed, as they are at this moment. */
  public List<Window> filingWindows(Instant at) {
    return timetable(at).versions().stream()
        .map(WindowVersion::window)
        .filter(window -> FILED_IN.contains(window.step()))
        .toList();
  }

  private Timetable.Step step(String name, Instant at) {
    return timetable(at).step(isTrial ? TRIAL : name);
  }

  private Timetable timetable(Instant at) {
    var inForce = timetables.floorEntry(at);
    return inForce == null ? Timetable.of(List.of()) : inForce.getValue();
  }
}
