package vn.baodanh.load.capacity;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.generator.Pace;
import vn.baodanh.load.machine.Machine;
import vn.baodanh.local.LocalFault;

/**
 * Whether the service grows slower with the candidates on file: the closed model with few on file,
 * then with ten times as many, in one run. The last line is one JSON object.
 */
public final class Growth {
  private static final String USAGE =
      """
      Usage: load-tests/bench growth [--quick]
        --quick  5,000 and 50,000 candidates and short rounds; under 50 s once all is built
      """;
  private static final int CONNECTIONS = 64;
  private static final int LEAST_EXPECTED_PER_SECOND = 6_000;
  private static final double MORE_THAN_LAST = 1.4;
  private static final int SETTLING_SECONDS = 2;

  private final boolean quick;
  private final Machine machine;
  private final SplittableRandom random = new SplittableRandom(2026);
  private final Report report = new Report();
  private int onFile;
  private double lastPerSecond;

  private Growth(boolean quick, Machine machine) {
    this.quick = quick;
    this.machine = machine;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    var given = List.of(arguments);
    if (!given.isEmpty() && !given.equals(List.of("--quick"))) {
      System.err.print(USAGE);
      System.exit(2);
    }
    try {
      var directory = Files.createTempDirectory("baodanh-bench-");
      try (var machine = Machine.start(directory, Map.of(), "-Xms512m", "-Xmx512m")) {
        new Growth(!given.isEmpty(), machine).measure();
      }
    } catch (IOException | SQLException | LocalFault failure) {
      System.err.println("The benchmark could not go on: " + failure.getMessage());
      System.exit(2);
    } catch (InterruptedException stopped) {
      System.exit(2);
    }
  }

  private void measure() throws IOException, SQLException, InterruptedException {
    int few = quick ? 5_000 : 100_000;
    try (var rounds = new Rounds(machine, new Crowd("growth"), 0, random)) {
      closed(rounds, quick ? 5 : 30);
      double withFew = withOnFile(few, rounds).median();
      double withMany = withOnFile(10 * few, rounds).median();
      double slowerPercent = 100 * (1 - withMany / withFew);
      System.out.println(
          new JsonObject()
              .put("fewOnFile", few)
              .put("manyOnFile", 10 * few)
              .put("recordedPerSecondWithFew", Math.round(withFew))
              .put("recordedPerSecondWithMany", Math.round(withMany))
              .put("slowerPercent", Math.round(10 * slowerPercent) / 10.0)
              .encode());
    }
  }

  private Spread withOnFile(int candidates, Rounds rounds)
      throws IOException, SQLException, InterruptedException {
    OnFile.add(machine.jdbcUrl(), candidates - onFile, random);
    onFile = candidates;
    closed(rounds, SETTLING_SECONDS);
    var measured = new ArrayList<Round>();
    for (int i = 1; i <= (quick ? 2 : 3); i++) {
      measured.add(closed(rounds, quick ? 2 : 10));
      report.round("%,d on file, round %d".formatted(candidates, i), measured.getLast());
    }
    return Spread.of(measured, Round::recordedPerSecond);
  }

  private Round closed(Rounds rounds, int seconds)
      throws IOException, SQLException, InterruptedException {
    double most = Math.max(LEAST_EXPECTED_PER_SECOND, lastPerSecond * MORE_THAN_LAST);
    var round = rounds.run(new Pace.Closed(), CONNECTIONS, seconds, (int) (most * seconds));
    lastPerSecond = round.recordedPerSecond();
    return round;
  }
}
