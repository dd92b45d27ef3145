package vn.baodanh.load.play;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.load.audit.Audit;
import vn.baodanh.load.audit.Findings;
import vn.baodanh.load.audit.LogCheck;

/**
 * Plays many candidates against a running service and audits what came of it. Ends with status 0
 * only if everything was as promised, 1 if not, 2 if it could not be played.
 */
public final class Play {
  private static final int AT_ONCE = 128;
  private static final int SIGNED_IN_BY_HAND = 5;

  private final PlaySettings settings;
  private final AnswerLog log = new AnswerLog();
  private final Score score = new Score();

  private Play(PlaySettings settings) {
    this.settings = settings;
  }

  public static void main(String[] arguments) {
    try {
      System.exit(new Play(PlaySettings.of(List.of(arguments))).run() ? 0 : 1);
    } catch (IllegalArgumentException wrong) {
      System.out.println(wrong.getMessage());
    } catch (IOException | SQLException | ExecutionException failure) {
      System.out.println("The play could not go on: " + failure.getMessage());
    } catch (InterruptedException stopped) {
      System.out.println("The play was stopped");
    }
    System.exit(2);
  }

  private boolean run() throws IOException, SQLException, ExecutionException, InterruptedException {
    var start = Instant.now();
    try (var api = new Api(settings.base())) {
      var season = Season.read(api);
      System.out.printf(
          "Catalogue of %,d programmes read; %,d candidates sign in (seed %d)%n",
          season.programmes().size(), settings.candidates(), settings.seed());
      var tokens = signIn();
      var departments = playDepartments(api, season);
      playAll(api, season, tokens);
      var windows = departments.get();
      var university =
          new University(settings, api, season, log, new SplittableRandom(settings.seed() + 5))
              .play();
      var findings = new Audit(settings.postgres()).check(log, start);
      var published = LogCheck.follow(settings.base());
      boolean allWell = report(findings, published, Duration.between(start, Instant.now()));
      allWell &= report(windows);
      allWell &= report(university);
      System.out.println("The window closes; lists are counted, and fees are paid");
      return report(new FeeChapter(settings, api).play(tokens)) && allWell;
    }
  }

  private List<String> signIn() throws IOException, InterruptedException {
    try (var portal = new SignIn(settings.portal())) {
      var tokens = new ArrayList<String>();
      int byHand = Math.min(SIGNED_IN_BY_HAND, settings.candidates());
      for (int i = 0; i < byHand; i++) {
        tokens.add(portal.byCode(i));
      }
      tokens.addAll(portal.atOnce(byHand, settings.candidates() - byHand));
      return tokens;
    }
  }

  /** Beside everybody else. */
  private Future<TwoDepartments.Outcome> playDepartments(Api api, Season season) {
    var random = new SplittableRandom(~settings.seed());
    var departments =
        new FutureTask<>(new TwoDepartments(settings, api, season, log, random)::play);
    Thread.ofVirtual().start(departments);
    return departments;
  }

  private void playAll(Api api, Season season, List<String> tokens)
      throws ExecutionException, InterruptedException {
    var random = new SplittableRandom(settings.seed());
    var places = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          tokens.stream()
              .map(token -> new Candidate(api, season, log, score, random.split(), token))
              .map(candidate -> CompletableFuture.runAsync(() -> run(candidate, places), threads))
              .toArray(CompletableFuture[]::new);
      awaitWithProgress(CompletableFuture.allOf(all));
    }
  }

  private static void run(Candidate candidate, Semaphore places) {
    places.acquireUninterruptibly();
    try {
      candidate.run();
    } finally {
      places.release();
    }
  }

  private void awaitWithProgress(CompletableFuture<Void> all)
      throws ExecutionException, InterruptedException {
    boolean terminal = System.console() != null && System.console().isTerminal();
    while (true) {
      try {
        all.get(terminal ? 200 : 2000, TimeUnit.MILLISECONDS);
        break;
      } catch (TimeoutException notYet) {
        var line = score.line(settings.candidates());
        System.out.print(terminal ? "\r\033[K" + line : line + "\n");
        System.out.flush();
      }
    }
    System.out.print(terminal ? "\r\033[K" : "");
  }

  private boolean report(Findings findings, LogCheck.Log published, Duration took) {
    boolean allVerified = score.verified.get() == score.filed.get();
    var surprises = score.surprises();
    System.out.printf("Played %,d candidates in %.1f s%n", score.done.get(), took.toMillis() / 1e3);
    System.out.printf("  filed              %,d%n", score.filed.get());
    System.out.printf(
        "  repeated           %,d, each with the first answer%n", score.repeated.get());
    System.out.printf("  refused            %,d, each as it should be%n", score.refused.get());
    System.out.printf("  recorded           %,d%n", score.recorded.get());
    System.out.printf("  receipts verified  %,d%n", score.verified.get());
    System.out.printf(
        "  log                %,d heads over %,d filings, chained and signed%n",
        published.heads(), published.filings());
    System.out.printf(
        "  audit              lost %d, duplicated %d, unannounced %d, inconsistent %d%n",
        findings.lost(), findings.duplicated(), findings.unannounced(), findings.inconsistent());
    findings.examples().forEach(example -> System.out.println("  AUDIT " + example));
    published.faults().stream().limit(20).forEach(fault -> System.out.println("  LOG " + fault));
    surprises.stream().limit(20).forEach(what -> System.out.println("  SURPRISE " + what));
    if (surprises.size() > 20) {
      System.out.printf("  and %,d more surprises%n", surprises.size() - 20);
    }
    return findings.clean() && published.faults().isEmpty() && surprises.isEmpty() && allVerified;
  }

  private static boolean report(TwoDepartments.Outcome windows) {
    if (windows.tallies().isEmpty()) {
      System.out.println("  windows            not played: every department has its own already");
      return true;
    }
    System.out.printf(
        "  windows            changed %d times, each by two people, while candidates filed%n",
        windows.decidedByTwo());
    windows.tallies().forEach(tally -> System.out.println("    " + tally.line()));
    if (!windows.isAsPlanned()) {
      System.out.println("  WINDOWS            not as planned: " + windows);
    }
    return windows.isAsPlanned();
  }

  private static boolean report(University.Outcome university) {
    System.out.println("  university         " + university.line());
    return university.isAsPlanned();
  }

  private static void report(FeeChapter.Ended ended) {
    var found = ended.findings();
    System.out.printf(
        "  day                %s: %,d files of platforms and %,d statements of the bank, %,d"
            + " lines%n",
        ended.day(), found.counted("files"), found.counted("statements"), found.counted("lines"));
    System.out.printf(
        "  differences        %,d planted in %,d classes, %,d found, each settled by two people%n",
        found.counted("planted"), found.counted("classes"), found.counted("found"));
    System.out.printf("  closed             %,d days%n", found.counted("days closed"));
    System.out.printf(
        "  statements         %,d institutions: %,d đồng collected less %,d charge is %,d owed%n",
        found.counted("institutions"),
        found.counted("collected"),
        found.counted("charge"),
        found.counted("closing"));
    System.out.printf(
        "  paid out           %,d đồng, as the bank confirms%n", found.counted("paid out"));
    found.examples().forEach(example -> System.out.println("  DAY WRONG " + example));
  }

  private static boolean report(FeeChapter.Outcome fees) {
    System.out.printf(
        "  bills              %,d, of which %,d are paid%n", fees.bills(), fees.paid());
    System.out.printf(
        "  suspense           %,d payments%n", fees.money().counted("payments that fit nothing"));
    System.out.println(fees.money().toString().stripTrailing());
    fees.surprises().stream()
        .limit(20)
        .forEach(story -> System.out.println("  FEE SURPRISE " + story));
    fees.day()
        .ifPresentOrElse(
            Play::report,
            () ->
                System.out.println(
                    "  day                not ended: every day has its files already"));
    return fees.isClean();
  }
}
