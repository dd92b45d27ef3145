package vn.baodanh.registration.season;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The windows in force between two changes, one version of each.
 *
 * @param versions in order of opening
 */
record Timetable(List<WindowVersion> versions, Map<String, Step> stepByName) {
  /**
   * The windows of one step, in order of opening.
   *
   * @param national for whoever is of no department that has windows of its own
   * @param byDepartment for candidates of each department that has
   */
  record Step(List<Window> national, Map<String, List<Window>> byDepartment) {
    private static final Step NONE = new Step(List.of(), Map.of());

    List<Window> of(String department) {
      return byDepartment.getOrDefault(department, national);
    }

    /** Whether it takes the department to say how a moment stands. */
    boolean differsAt(Instant moment) {
      return !byDepartment.isEmpty()
          && !(isOpen(national, moment)
              && byDepartment.values().stream().allMatch(windows -> isOpen(windows, moment)));
    }

    private static boolean isOpen(List<Window> windows, Instant moment) {
      return windows.stream().anyMatch(window -> window.contains(moment));
    }
  }

  static Timetable of(Collection<WindowVersion> inForce) {
    List<WindowVersion> versions =
        inForce.stream()
            .sorted(
                Comparator.<WindowVersion, Instant>comparing(version -> version.window().opens())
                    .thenComparing(version -> version.window().id()))
            .toList();
    var steps = new HashMap<String, Step>();
    versions.stream()
        .collect(groupingBy(version -> version.window().step()))
        .forEach((name, ofStep) -> steps.put(name, step(ofStep)));
    return new Timetable(versions, Map.copyOf(steps));
  }

  private static Step step(List<WindowVersion> versions) {
    var byDepartment = new HashMap<String, List<Window>>();
    versions.stream()
        .filter(not(WindowVersion::isNational))
        .map(WindowVersion::department)
        .distinct()
        .forEach(department -> byDepartment.put(department, ofDepartment(versions, department)));
    var national =
        versions.stream().filter(WindowVersion::isNational).map(WindowVersion::window).toList();
    return new Step(national, Map.copyOf(byDepartment));
  }

  private static List<Window> ofDepartment(List<WindowVersion> versions, String department) {
    Set<String> replaced =
        versions.stream()
            .filter(version -> version.department().equals(department))
            .map(WindowVersion::replaces)
            .collect(toSet());
    return versions.stream()
        .filter(version ->
            version.department().equals(department)
                || version.isNational() && !replaced.contains(version.window().id()))
        .map(WindowVersion::window)
        .toList();
  }

  Step step(String name) {
    return stepByName.getOrDefault(name, Step.NONE);
  }
}
