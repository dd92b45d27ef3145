package vn.baodanh.load.capacity;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.candidate.FilingRequest;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.generator.Generator;
import vn.baodanh.load.generator.Pace;
import vn.baodanh.load.machine.Machine;
import vn.baodanh.load.machine.ProcessTime;
import vn.baodanh.load.machine.Progress;

/** Runs rounds of filings against a machine, and measures each. */
final class Rounds implements AutoCloseable {
  private static final int DIFFERENT_LISTS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RECORDED_WITHIN = Duration.ofSeconds(60);

  private final Machine machine;
  private final AnswerLog log = new AnswerLog();
  private final Filings filings;
  private final Progress progress;

  /**
   * @param registrationPercent how many of a hundred filings are exam registrations
   */
  Rounds(Machine machine, Crowd crowd, int registrationPercent, RandomGenerator random)
      throws SQLException {
    this.machine = machine;
    progress = new Progress(machine.jdbcUrl());
    filings =
        new Filings(
            new FilingRequest(machine.address()),
            machine.portal().mint(),
            crowd,
            PreferenceList.random(DIFFERENT_LISTS, random),
            registrationPercent,
            log);
  }

  AnswerLog log() {
    return log;
  }

  /** The first answers that were not 202. */
  List<String> notAccepted() {
    return filings.notAccepted();
  }

  /**
   * Files at this pace.
   *
   * @param most candidates who may file; tokens are signed for so many before the clock starts
   */
  Round run(Pace pace, int connections, int seconds, int most)
      throws IOException, SQLException, InterruptedException {
    filings.prepare(most);
    awaitProjected(progress.recorded());
    long acceptedBefore = log.size();
    long recordedBefore = progress.recorded();
    try (var generator = new Generator(machine.address(), connections, filings, PATIENCE);
        var watch = RecordedWatch.start(machine.jdbcUrl())) {
      System.gc(); // what signing left behind would be collected in the midst of the round
      generator.connect();
      var service = ProcessTime.of(machine.service().pid());
      var postgres = ProcessTime.of(machine.postgres().pid());
      var redis = ProcessTime.of(machine.redis().pid());
      var everything = ProcessTime.ofMachine();
      long start = System.nanoTime();
      var load = generator.run(pace, Duration.ofSeconds(seconds));
      long accepted = log.size() - acceptedBefore;
      awaitRecorded(recordedBefore + accepted);
      var untilRecorded = Duration.ofNanos(System.nanoTime() - start);
      awaitProjected(recordedBefore + accepted);
      return new Round(
          load,
          accepted,
          untilRecorded,
          Duration.ofNanos(System.nanoTime() - start),
          ProcessTime.of(machine.service().pid()).minus(service),
          ProcessTime.of(machine.postgres().pid()).minus(postgres),
          ProcessTime.of(machine.redis().pid()).minus(redis),
          load.cpu(),
          ProcessTime.ofMachine().minus(everything),
          watch.receiptToRecordedUs());
    }
  }

  private void awaitRecorded(long count) throws SQLException, InterruptedException, IOException {
    long end = System.nanoTime() + RECORDED_WITHIN.toNanos();
    while (progress.recorded() < count) {
      if (System.nanoTime() > end) {
        throw new IOException("Recorded %d of %d".formatted(progress.recorded(), count));
      }
      Thread.sleep(5);
    }
  }

  private void awaitProjected(long count) throws SQLException, InterruptedException, IOException {
    long end = System.nanoTime() + RECORDED_WITHIN.toNanos();
    while (progress.projected() < count) {
      if (System.nanoTime() > end) {
        throw new IOException("Projected %d of %d".formatted(progress.projected(), count));
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws SQLException {
    progress.close();
  }
}
