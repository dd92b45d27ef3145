package vn.baodanh.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A packaged service as a process of its own, ready when it says so. It can be killed, paused, and
 * started again with the same environment.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  /** A service drains within 10 s of its own accord. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  private final Program program;
  private final Map<String, String> environment;
  private final URI ready;
  private final Path output;
  private ChildProcess process;

  private ServiceProcess(Program program, Map<String, String> environment, URI ready, Path output) {
    this.program = program;
    this.environment = Map.copyOf(environment);
    this.ready = ready;
    this.output = output;
    this.process = launched();
  }

  /**
   * Starts a service and waits until it is ready.
   *
   * @param environment set on top of our own
   * @param ready address that answers 200 as soon as the service is ready
   * @param output file its output is appended to
   */
  public static ServiceProcess start(
      Program program, Map<String, String> environment, URI ready, Path output) {
    Ports.requireFree(program.name(), ready.getPort());
    Disk.madeAround(output);
    var service = new ServiceProcess(program, environment, ready, output);
    AtExit.add(service);
    service.awaitReady(START_WITHIN);
    return service;
  }

  /** The process id; another one after each restart. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it says at this moment that it is ready. */
  public boolean isReady() {
    try {
      var connection = (HttpURLConnection) ready.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(1000);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits until it is ready; a {@link LocalFault} that quotes its last words when it is not in
   * time.
   */
  public void awaitReady(Duration within) {
    var inTime = Await.until(within, () -> !process.isAlive() || isReady());
    if (!inTime || !process.isAlive()) {
      var last = process.lastLine();
      close();
      throw new LocalFault(program.name() + " did not start: " + last);
    }
  }

  /** SIGKILL, and waits until the process is gone. */
  public void killHard() {
    process.killHard();
  }

  /** Stops the process from running, until {@link #resume()}. */
  public void pause() {
    process.pauseTree();
  }

  public void resume() {
    process.signalTree(Signal.CONT);
  }

  /** Starts again, with the same environment, and waits until it is ready. */
  public void restart() {
    relaunch();
    awaitReady(START_WITHIN);
  }

  /** Starts again and does not wait: its stores may be away. */
  public void relaunch() {
    stop();
    process = launched();
  }

  /** Ends it in order: SIGTERM, 15 s for the drain, then SIGKILL; whether it ended by itself. */
  public boolean stop() {
    return process.stop(Signal.TERM, STOP_WITHIN);
  }

  /** The last line it wrote. */
  String lastLine() {
    return process.lastLine();
  }

  @Override
  public void close() {
    AtExit.remove(this);
    stop();
  }

  private ChildProcess launched() {
    return ChildProcess.start(List.of(), program.command(), environment, output);
  }
}
