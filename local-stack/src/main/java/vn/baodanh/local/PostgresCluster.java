package vn.baodanh.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A database cluster on disk, as initdb makes it: UTF-8, sorted by code point, passwords wanted.
 */
final class PostgresCluster {
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private PostgresCluster() {}

  /**
   * Makes it beside its place and moves it there when it is whole; half a cluster is never left.
   *
   * @param authentication how passwords are asked for, as in pg_hba.conf. A test connects thousands
   *     of times, and what scram-sha-256 makes the client compute took a fifth of its processor
   *     time
   */
  static void createUnlessThere(Path data, String authentication) {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    var workshop = data.resolveSibling(data.getFileName() + ".new");
    if (Files.exists(workshop)) {
      Disk.deleteTree(workshop);
    }
    Disk.made(workshop);
    try {
      initialise(workshop, authentication);
      Files.move(workshop.resolve("cluster"), data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LocalFault("Cannot make a database in " + data + ": " + Disk.explain(e), e);
    } finally {
      Disk.deleteTree(workshop);
    }
  }

  private static void initialise(Path workshop, String authentication) throws IOException {
    var password = Files.writeString(workshop.resolve("password"), "postgres\n");
    var command =
        List.of(
            Binaries.postgres().resolve("bin/initdb").toString(),
            "--pgdata=" + workshop.resolve("cluster"),
            "--username=postgres",
            "--pwfile=" + password,
            "--auth=" + authentication,
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8");
    var initdb =
        ChildProcess.start(Programs.unprivileged(), command, Map.of(), workshop.resolve("output"));
    AutoCloseable interrupted =
        () -> {
          initdb.killHard();
          Disk.deleteTree(workshop);
        };
    AtExit.add(interrupted);
    if (!initdb.awaitEnd(WITHIN)) {
      initdb.killHard();
    }
    AtExit.remove(interrupted);
    if (initdb.exitStatus() != 0) {
      throw new LocalFault("Cannot make a database: " + initdb.lastLine());
    }
  }
}
