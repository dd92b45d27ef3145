package vn.baodanh.load.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.baodanh.local.PostgresStore;

/**
 * The yardstick: pgbench of Debian's PostgreSQL package inserting one row of 600 bytes a
 * transaction, with 64 clients, into the same Postgres server.
 */
final class Pgbench {
  private static final String INSERT = "INSERT INTO yardstick (body) VALUES (repeat('x', 600));\n";
  private static final Pattern TPS = Pattern.compile("(?m)^tps = ([0-9.]+) ");

  private final Path program;
  private final PostgresStore postgres;
  private final Path script;

  private Pgbench(Path program, PostgresStore postgres, Path script) {
    this.program = program;
    this.postgres = postgres;
    this.script = script;
  }

  /** Makes its table, in a database of its own. */
  static Pgbench on(PostgresStore postgres) throws IOException, SQLException {
    var program =
        find()
            .orElseThrow(() ->
                new IOException(
                    "pgbench was not found: install Debian's package postgresql"
                        + " (apt-get install postgresql)"));
    postgres.createDatabase("yardstick");
    var url = postgres.jdbcUrl("yardstick_owner", "yardstick");
    try (var database = DriverManager.getConnection(url);
        var statement = database.createStatement()) {
      statement.execute(
          "CREATE TABLE yardstick (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)");
    }
    var script = Files.createTempFile("yardstick-", ".sql");
    script.toFile().deleteOnExit();
    Files.writeString(script, INSERT);
    return new Pgbench(program, postgres, script);
  }

  private static Optional<Path> find() throws IOException {
    var onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(File.pathSeparator))
            .map(directory -> Path.of(directory, "pgbench"))
            .filter(Files::isExecutable)
            .findFirst();
    var versions = Path.of("/usr/lib/postgresql");
    if (onPath.isPresent() || !Files.isDirectory(versions)) {
      return onPath;
    }
    try (var directories = Files.list(versions)) {
      return directories
          .map(version -> version.resolve("bin/pgbench"))
          .filter(Files::isExecutable)
          .max(Path::compareTo);
    }
  }

  private List<String> command(int seconds) {
    return List.of(
        program.toString(),
        "-n",
        "-M",
        "prepared",
        "-c",
        "64",
        "-T",
        Integer.toString(seconds),
        "-h",
        "127.0.0.1",
        "-p",
        Integer.toString(postgres.port()),
        "-U",
        "yardstick_owner",
        "-f",
        script.toString(),
        "yardstick");
  }

  /** Transactions a second, connecting not counted. */
  double run(int seconds) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command(seconds)).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", "yardstick_owner");
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    var tps = TPS.matcher(output);
    if (process.waitFor() != 0 || !tps.find()) {
      throw new IOException("pgbench failed: " + output.strip());
    }
    return Double.parseDouble(tps.group(1));
  }

  String settings() throws IOException, InterruptedException {
    var version = new ProcessBuilder(program.toString(), "--version").start();
    return new String(version.getInputStream().readAllBytes(), UTF_8).strip()
        + ": pgbench -n -M prepared -c 64, "
        + INSERT.strip();
  }
}
