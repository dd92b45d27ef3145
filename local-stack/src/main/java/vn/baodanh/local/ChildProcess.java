package vn.baodanh.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One program running as a process of its own, reached only by its process id. It has its own
 * session (Ctrl-C on the terminal does not reach it before we stop it in order) and, where
 * util-linux is installed, the kernel kills it when this JVM dies, however it dies.
 */
public final class ChildProcess {
  private static final boolean TIED = Programs.onPath("setsid") && Programs.onPath("setpriv");

  /**
   * PR_SET_PDEATHSIG is tied to the thread that forked, not to the process (prctl(2)), so every
   * child is forked by one thread that lives as long as the JVM.
   */
  private static final ExecutorService FORKER =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("forker").factory());

  private static final Path NOTHING = Path.of("/dev/null");
  private static final int MOST_READ = 4096;

  private final Process process;
  private final Path output;

  private ChildProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a program.
   *
   * @param user how the command becomes an unprivileged user, in front of it; empty to stay who we
   *     are
   * @param output file that standard output and error are appended to
   */
  static ChildProcess start(
      List<String> user, List<String> command, Map<String, String> environment, Path output) {
    var appended = ProcessBuilder.Redirect.appendTo(output.toFile());
    return new ChildProcess(fork(user, command, environment, appended), output);
  }

  /** Starts a program that writes where we write. */
  static ChildProcess onTerminal(List<String> command) {
    var process = fork(List.of(), command, Map.of(), ProcessBuilder.Redirect.INHERIT);
    return new ChildProcess(process, NOTHING);
  }

  private static Process fork(
      List<String> user,
      List<String> command,
      Map<String, String> environment,
      ProcessBuilder.Redirect output) {
    var line = new ArrayList<String>();
    if (TIED) {
      line.add("setsid");
    }
    line.addAll(user);
    if (TIED) {
      line.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
    }
    line.addAll(command);
    var builder =
        new ProcessBuilder(line)
            .redirectInput(NOTHING.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().putAll(environment);
    return fork(builder);
  }

  private static Process fork(ProcessBuilder builder) {
    try {
      return FORKER.submit(builder::start).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    } catch (ExecutionException e) {
      throw new LocalFault(
          "Cannot start " + builder.command().getLast() + ": " + e.getMessage(), e);
    }
  }

  /** The id of the process; it stays the same from start to end. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process runs (a paused one does). */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The status the process ended with; 128 + n when signal n ended it. */
  public int exitStatus() {
    return process.exitValue();
  }

  /** Sends a signal to this process alone. */
  public void signal(Signal signal) {
    if (process.isAlive()) {
      signal.send(process.pid());
    }
  }

  /**
   * Stops this process and all its descendants from running. Returns when every thread of theirs
   * stands still: a busy machine takes its time to obey.
   */
  void pauseTree() {
    signalTree(Signal.STOP);
    Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .forEach(
            one -> Await.until(Duration.ofSeconds(10), () -> everyThreadIs("TtZX", one.pid())));
  }

  /** Whether each is in one of these states; so it is if there is none any more. */
  private static boolean everyThreadIs(String states, long pid) {
    try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads.allMatch(thread -> states.indexOf(state(thread)) >= 0);
    } catch (IOException gone) {
      return true;
    }
  }

  /** The state of a thread, proc_pid_stat(5): the letter after the name in parentheses. */
  private static char state(Path thread) {
    try {
      var stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return 'X';
    }
  }

  /** Sends a signal to this process and then to all its descendants. */
  void signalTree(Signal signal) {
    signal(signal);
    process.descendants().forEach(child -> signal.send(child.pid()));
  }

  /**
   * Ends the process and all its descendants by SIGKILL, as a crash of the machine would, and waits
   * until they are gone. The parent is stopped first so that it can neither fork nor tidy up.
   */
  public void killHard() {
    signal(Signal.STOP);
    var descendants = process.descendants().toList();
    signal(Signal.KILL);
    descendants.forEach(child -> Signal.KILL.send(child.pid()));
    awaitEnd(Duration.ofSeconds(10));
    descendants.forEach(child -> Await.until(Duration.ofSeconds(10), () -> hasEnded(child)));
  }

  /** Also one whose end nobody has taken note of yet: it holds nothing any more. */
  private static boolean hasEnded(ProcessHandle one) {
    return !one.isAlive() || everyThreadIs("ZX", one.pid());
  }

  /**
   * Asks the process to end and kills it when it has not ended in time.
   *
   * @return whether it ended by itself
   */
  boolean stop(Signal ask, Duration within) {
    signal(ask);
    signal(Signal.CONT);
    var ended = awaitEnd(within);
    if (!ended) {
      killHard();
    }
    return ended;
  }

  /** Waits until the process has ended; false when it still runs after the time given. */
  public boolean awaitEnd(Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** The last line of the program's output, at most 300 characters of it. */
  String lastLine() {
    try (var file = new RandomAccessFile(output.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - MOST_READ));
      var bytes = new byte[(int) Math.min(MOST_READ, file.length())];
      file.readFully(bytes);
      var text = new String(bytes, StandardCharsets.UTF_8).strip();
      var line = text.substring(text.lastIndexOf('\n') + 1);
      return line.isEmpty() ? "(it said nothing)" : line.substring(0, Math.min(300, line.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
