package vn.baodanh.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.baodanh.local.Ports;

/**
 * {@code ./run} as its reader starts it. In the first of all rooms, so that it is not the last test
 * of the build, alone on two processors.
 */
class RunIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_S = 300;

  @TempDir private Path temporary;

  /** This build has just packaged what {@code ./run} starts: it need not do that once more. */
  @BeforeAll
  static void sayThatItIsBuilt() throws IOException {
    Path stamp = HOME.resolve("local-stack/target/run-built");
    Files.deleteIfExists(stamp);
    Files.createFile(stamp);
  }

  @Test
  void aPlayEndsWithACleanAuditAndLeavesNothing() throws IOException, InterruptedException {
    var run = start("--exit", "--candidates", "60");
    String output = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertTrue(run.waitFor(LONGEST_S, TimeUnit.SECONDS), output);
    assertEquals(0, run.exitValue(), output);
    assertTrue(output.contains("lost 0, duplicated 0"), output);
    assertTrue(output.contains("changed 3 times, each by two people"), output);
    assertTrue(output.contains("nothing is wrong"), output);
    assertTrue(output.contains("closed             1 days"), output);
    assertEquals("", moneyThatWasNotShown(output), output);
    assertNothingIsLeft();
  }

  /** Of what a reader is promised to see of the money: what is missing. */
  private static String moneyThatWasNotShown(String output) {
    return Stream.of(
            "\n  bills ",
            "\n  suspense ",
            "đồng taken by the platform",
            "đồng sent back by the platform",
            "đồng at the platform, by our ledger",
            "\n  differences ",
            "\n  paid out ")
        .filter(line -> !output.contains(line))
        .collect(Collectors.joining(", "));
  }

  @Test
  void interruptedWhileItStartsOrPlaysItLeavesNothing() throws IOException, InterruptedException {
    var run = start("--candidates", "2000");
    Thread.sleep(new Random().nextInt(500, 9_000));
    new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();
    String output = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertTrue(run.waitFor(LONGEST_S, TimeUnit.SECONDS), output);
    assertNothingIsLeft();
  }

  private Process start(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(HOME.resolve("run").toString()));
    command.addAll(List.of("--port", Integer.toString(freePorts())));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    return builder.start();
  }

  /** The first of nine ports in a row that are free as far as one can know. */
  private static int freePorts() {
    int first;
    do {
      first = Ports.free();
    } while (!IntStream.range(first, first + 9).allMatch(RunIT::isFree));
    return first;
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port)) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private void assertNothingIsLeft() throws IOException {
    assertEquals(List.of(), processes());
    try (var files = Files.list(temporary)) {
      assertEquals(
          List.of(),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !isUnpacked(name))
              .toList());
    }
  }

  /** Programs are unpacked once for all runs, and the JVM leaves an empty directory of its own. */
  private static boolean isUnpacked(String name) {
    return name.matches("baodanh-(postgres|redis)-.*|hsperfdata_.*");
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> commandLine(process.pid()))
        .filter(line -> line.contains(temporary.toString()))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }
}
