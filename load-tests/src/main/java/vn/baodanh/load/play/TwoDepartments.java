package vn.baodanh.load.play;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.local.portal.TestPeople;
import vn.baodanh.local.portal.TestStaff;

/**
 * Two departments (Sở GDĐT) whose windows for preferences are changed while their candidates file:
 * two operators close both early, then extend one of them. What is received after the close is
 * refused in the one and taken in the other.
 */
final class TwoDepartments {
  private static final int PUPILS_EACH = 10;

  /** A change is in force 10 s after its approval; three are approved before. */
  private static final Duration CLOSES_IN = Duration.ofSeconds(20);

  private static final Duration FILE_ON_FOR = Duration.ofSeconds(4);
  private static final Duration EXTENDED_BY = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(700);

  private final PlaySettings settings;
  private final Api api;
  private final Season season;
  private final AnswerLog log;
  private final SplittableRandom random;
  private final StaffTrail trail;

  TwoDepartments(
      PlaySettings settings, Api api, Season season, AnswerLog log, SplittableRandom random) {
    this.settings = settings;
    this.api = api;
    this.season = season;
    this.log = log;
    this.random = random;
    trail = new StaffTrail(settings.postgres());
  }

  /**
   * What was to be seen.
   *
   * @param tallies of the one that closed and the one that was extended; empty where there are no
   *     two departments any more whose windows nobody has changed
   * @param decidedByTwo changes of windows that the audit says two people made
   */
  record Outcome(List<DepartmentTally> tallies, int decidedByTwo) {
    private static final int CHANGES = 3;

    boolean isAsPlanned() {
      return tallies.isEmpty()
          || decidedByTwo == CHANGES
              && tallies.getFirst().isAsPlanned(false)
              && tallies.getLast().isAsPlanned(true);
    }
  }

  /** Plays it, in about {@code CLOSES_IN} and {@code FILE_ON_FOR}. */
  Outcome play() throws IOException, InterruptedException, ExecutionException, SQLException {
    var departments = Department.withoutOwnWindows(api, 2);
    if (departments.size() < 2) {
      return new Outcome(List.of(), 0);
    }
    var closing = departments.getFirst();
    var extended = departments.getLast();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var portal = new SignIn(settings.portal())) {
      var operators = operators(portal);
      var pupilsOfOne = registered(closing, 0, portal, threads);
      var pupilsOfOther = registered(extended, PUPILS_EACH, portal, threads);
      var closes = Instant.now().plus(CLOSES_IN).truncatedTo(ChronoUnit.MICROS);
      var answersOfOne = threads.submit(() -> file(pupilsOfOne, closes, threads));
      var answersOfOther = threads.submit(() -> file(pupilsOfOther, closes, threads));
      var changes = change(operators, closing, extended, closes);
      return new Outcome(
          List.of(
              tally(closing, closes, closes, answersOfOne.get()),
              tally(extended, closes, closes.plus(EXTENDED_BY), answersOfOther.get())),
          trail.decidedByTwo(changes));
    }
  }

  private List<UUID> change(
      Operators operators, Department closing, Department extended, Instant closes) {
    var first = operators.change(close(closing, closes));
    var second = operators.change(close(extended, closes));
    operators.awaitWindow(own(extended).id());
    var third = operators.change(extend(extended, closes.plus(EXTENDED_BY)));
    return List.of(first, second, third);
  }

  private Operators operators(SignIn portal) throws IOException, InterruptedException {
    return new Operators(
        api,
        portal.byCode(TestStaff.OPERATORS.getFirst()),
        portal.byCode(TestStaff.OPERATORS.getLast()));
  }

  /** People whom the rest of the play leaves alone. */
  private List<Pupil> registered(
      Department department, int from, SignIn portal, ExecutorService threads)
      throws IOException, InterruptedException, ExecutionException {
    int first = settings.candidates() + 1_000 + from;
    var pupils = new ArrayList<Pupil>();
    for (var token : portal.atOnce(first, PUPILS_EACH)) {
      var person = TestPeople.person(settings.seed(), first + pupils.size());
      pupils.add(new Pupil(api, log, season, random.split(), portal.issuer(), token, person));
    }
    all(
        threads,
        pupils,
        pupil -> {
          pupil.registerAt(department.code(), department.school());
          return List.of();
        });
    return pupils;
  }

  private List<Pupil.Answer> file(List<Pupil> pupils, Instant closes, ExecutorService threads)
      throws ExecutionException, InterruptedException {
    var until = closes.plus(FILE_ON_FOR);
    return all(
        threads,
        pupils,
        pupil -> {
          var answers = new ArrayList<Pupil.Answer>();
          while (Instant.now().isBefore(until)) {
            answers.add(pupil.fileList());
            Api.pause(PAUSE);
          }
          pupil.awaitLastList();
          return answers;
        });
  }

  private interface Part {
    List<Pupil.Answer> play(Pupil pupil);
  }

  private static List<Pupil.Answer> all(ExecutorService threads, List<Pupil> pupils, Part part)
      throws ExecutionException, InterruptedException {
    var parts =
        pupils.stream()
            .map(pupil -> (Callable<List<Pupil.Answer>>) () -> part.play(pupil))
            .toList();
    var answers = new ArrayList<Pupil.Answer>();
    for (var done : threads.invokeAll(parts)) {
      answers.addAll(done.get());
    }
    return answers;
  }

  private JsonObject close(Department department, Instant closes) {
    return change("close", season.preferences(), department, closes).put("note", "đóng sớm");
  }

  private JsonObject extend(Department department, Instant closes) {
    return change("extend", own(department), department, closes).put("note", "mất điện");
  }

  /** The copy of the country's window that a change makes for one department. */
  private Season.Shown own(Department department) {
    return new Season.Shown(season.preferences().id() + "-" + department.code(), 1);
  }

  private static JsonObject change(
      String action, Season.Shown window, Department department, Instant closes) {
    return new JsonObject()
        .put("action", action)
        .put("window", window.id())
        .put("version", window.version())
        .put("department", department.code())
        .put("closes", closes.toString());
  }

  private DepartmentTally tally(
      Department department, Instant first, Instant closes, List<Pupil.Answer> answers)
      throws SQLException {
    int before = 0;
    int after = 0;
    int refused = 0;
    int misjudged = 0;
    for (var answer : answers) {
      if (!answer.taken()) {
        refused++;
        misjudged += answer.at().equals(closes) ? 0 : 1;
      } else {
        before += answer.at().isBefore(first) ? 1 : 0;
        after += answer.at().isBefore(first) ? 0 : 1;
        misjudged += answer.at().isBefore(closes) ? 0 : 1;
      }
    }
    long late = trail.listsReceivedSince(department.code(), closes);
    return new DepartmentTally(department.name(), closes, before, after, refused, misjudged, late);
  }
}
