package vn.baodanh.load.capacity;

import static java.util.stream.Collectors.joining;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.baodanh.load.machine.Machine;

/** What the figures depend on besides the service: hardware, disk, settings of the servers. */
public final class Surroundings {
  private static final int SYNCS = 300;
  private static final int SYNCED_BYTES = 8192;

  private static final String SERVER_SETTINGS =
      """
      SELECT string_agg(name || '=' || current_setting(name), ', ' ORDER BY name) FROM pg_settings
      WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method',
        'shared_buffers', 'max_wal_size', 'checkpoint_timeout', 'server_version', 'commit_delay')
      """;

  /**
   * @param directory on the disk that the stores use
   */
  public static List<String> describe(Machine machine, Path directory)
      throws IOException, SQLException {
    return List.of(
        "machine: %d processors, %s, %s of memory, Linux %s, Java %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                afterColon("/proc/cpuinfo", "model name"),
                afterColon("/proc/meminfo", "MemTotal"),
                System.getProperty("os.version"),
                Runtime.version()),
        "disk: writing and syncing 8 KiB takes %,d µs (median of %d)"
            .formatted(syncUs(directory), SYNCS),
        "load before: " + Files.readString(Path.of("/proc/loadavg")).strip(),
        "PostgreSQL: " + serverSettings(machine),
        "Redis: %s, appendonly yes, appendfsync always".formatted(redisBuild(machine)));
  }

  private static String serverSettings(Machine machine) throws SQLException {
    try (var database = DriverManager.getConnection(machine.jdbcUrl());
        var statement = database.createStatement();
        var row = statement.executeQuery(SERVER_SETTINGS)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Its version and its allocator, on which much of what it costs depends. */
  private static String redisBuild(Machine machine) {
    var client = RedisClient.create(machine.redis().url());
    try (var connection = client.connect()) {
      var info = connection.sync().info();
      return Stream.of("redis_version:", "mem_allocator:")
          .map(name -> info.lines().filter(line -> line.startsWith(name)).findFirst().orElse(name))
          .map(line -> line.substring(line.indexOf(':') + 1))
          .collect(joining(", "));
    } finally {
      client.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  private static String afterColon(String file, String name) throws IOException {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  private static long syncUs(Path directory) throws IOException {
    var file = directory.resolve("sync");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var tookNs =
          IntStream.range(0, SYNCS).mapToLong(i -> writeAndSyncNs(channel)).sorted().toArray();
      return tookNs[SYNCS / 2] / 1000;
    } finally {
      Files.delete(file);
    }
  }

  private static long writeAndSyncNs(FileChannel channel) {
    long start = System.nanoTime();
    try {
      channel.write(ByteBuffer.allocate(SYNCED_BYTES));
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return System.nanoTime() - start;
  }

  private Surroundings() {}
}
