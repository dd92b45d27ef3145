package vn.baodanh.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ./run} is asked for.
 *
 * @param data directory that keeps the data; empty for a temporary one
 * @param demo whether the season is played
 * @param exit whether to end after the play
 * @param candidates how many play, 1 to 1,000,000
 * @param seed which people there are and what they do
 * @param port the first of nine ports in a row: API, management, portal, PostgreSQL, Redis, payment
 *     adapter, its management, payment platforms, the origin of all pages
 */
record RunOptions(
    Optional<Path> data, boolean demo, boolean exit, int candidates, long seed, int port) {
  private static final int MOST_CANDIDATES = 1_000_000;
  private static final int PORTS = 9;

  /** Reads the command line; BAODANH_PORT of the environment is the port if none is given. */
  static RunOptions of(String[] arguments, Map<String, String> environment) {
    var options =
        new RunOptions(
            Optional.empty(),
            true,
            false,
            2_000,
            2026,
            port("BAODANH_PORT", environment.getOrDefault("BAODANH_PORT", "18080")));
    var rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private RunOptions with(String name, Iterator<String> rest) {
    return switch (name) {
      case "--data" -> withData(Path.of(value(name, rest)).toAbsolutePath().normalize());
      case "--no-demo" -> new RunOptions(data, false, exit, candidates, seed, port);
      case "--exit" -> new RunOptions(data, demo, true, candidates, seed, port);
      case "--candidates" ->
          withCandidates((int) number(name, value(name, rest), 1, MOST_CANDIDATES));
      case "--seed" -> withSeed(number(name, value(name, rest), 0, Long.MAX_VALUE));
      case "--port" -> withPort(port(name, value(name, rest)));
      default -> throw new LocalFault("Unknown option " + name + "; see ./run --help");
    };
  }

  private RunOptions withData(Path directory) {
    return new RunOptions(Optional.of(directory), demo, exit, candidates, seed, port);
  }

  private RunOptions withCandidates(int wanted) {
    return new RunOptions(data, demo, exit, wanted, seed, port);
  }

  private RunOptions withSeed(long wanted) {
    return new RunOptions(data, demo, exit, candidates, wanted, port);
  }

  private RunOptions withPort(int wanted) {
    return new RunOptions(data, demo, exit, candidates, seed, wanted);
  }

  int apiPort() {
    return port;
  }

  int managementPort() {
    return port + 1;
  }

  int portalPort() {
    return port + 2;
  }

  int postgresPort() {
    return port + 3;
  }

  int redisPort() {
    return port + 4;
  }

  int adapterPort() {
    return port + 5;
  }

  int adapterManagementPort() {
    return port + 6;
  }

  int platformPort() {
    return port + 7;
  }

  int pagesPort() {
    return port + 8;
  }

  private static int port(String name, String text) {
    return (int) number(name, text, 1024, 65_536 - PORTS);
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new LocalFault(name + " needs a value; see ./run --help");
    }
    return rest.next();
  }

  private static long number(String name, String text, long least, long most) {
    try {
      var number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new LocalFault(
        "%s: a number from %d to %d is expected, not %s".formatted(name, least, most, text));
  }
}
