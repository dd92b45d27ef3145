package vn.baodanh.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time that a process and all its children used, ended children included: proc(5), fields
 * utime, stime, cutime and cstime, in ticks of 10 ms.
 */
public final class ProcessTime {
  private static final long TICK_MS = 10;

  /** How many fields follow the program's name before utime. */
  private static final int UTIME = 11;

  public static Duration of(long pid) throws IOException {
    long ticks = ticks(pid);
    var children = ProcessHandle.of(pid).map(ProcessHandle::descendants).orElseGet(Stream::of);
    for (var child : children.toList()) {
      ticks += ticks(child.pid());
    }
    return Duration.ofMillis(ticks * TICK_MS);
  }

  /**
   * Time that the whole machine was busy since it started, all processors together; time that its
   * host took away included.
   */
  public static Duration ofMachine() throws IOException {
    // cpu user nice system idle iowait irq softirq steal
    var fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
    long ticks = 0;
    for (int i = 1; i <= 8; i++) {
      ticks += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
    }
    return Duration.ofMillis(ticks * TICK_MS);
  }

  private static long ticks(long pid) throws IOException {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = UTIME; i < UTIME + 4; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks;
    } catch (NoSuchFileException ended) {
      return 0; // its parent counts it from now on
    }
  }

  private ProcessTime() {}
}
