package vn.baodanh.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A database cluster on disk, as initdb makes it: UTF-8, sorted by code point, passwords wanted.
 */
final class PostgresCluster {
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private PostgresCluster() {}

  static void createUnlessThere(Path data) {
    Disk.made(data.toAbsolutePath().resolveSibling(""));
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Path scratch = Disk.temporary("initdb");
    try {
      initialise(data, scratch);
    } catch (IOException e) {
      throw new LocalFault("Cannot make a database in " + data + ": " + Disk.explain(e), e);
    } finally {
      Disk.deleteTree(scratch);
    }
  }

  private static void initialise(Path data, Path scratch) throws IOException {
    var password = Files.writeString(scratch.resolve("password"), "postgres\n");
    var command =
        List.of(
            Binaries.postgres().resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=postgres",
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8");
    var initdb =
        ChildProcess.start(Programs.unprivileged(), command, Map.of(), scratch.resolve("output"));
    if (!initdb.awaitEnd(WITHIN)) {
      initdb.killHard();
    }
    if (initdb.exitStatus() != 0) {
      throw new LocalFault("Cannot make a database in " + data + ": " + initdb.lastLine());
    }
  }
}
