package vn.baodanh.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Redis 7 on 127.0.0.1 as a process of its own, set to lose nothing that it confirmed. It can be
 * killed as a power cut would, paused, and started again on the same port and data, or empty.
 */
public final class RedisStore implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(120);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  /** Settings of every store here; a caller's come on top. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "bind", "127.0.0.1",
          "appendonly", "yes",
          "appendfsync", "always",
          "auto-aof-rewrite-min-size", "512mb", // a rewrite takes a processor for seconds
          "maxmemory-policy", "noeviction",
          "lazyfree-lazy-expire", "yes",
          "save", "",
          "daemonize", "no");

  private final Path data;
  private final boolean temporary;
  private final int port;
  private final Map<String, String> settings;
  private ChildProcess server;

  private RedisStore(Path data, boolean temporary, int port, Map<String, String> settings) {
    this.data = data;
    this.temporary = temporary;
    this.port = port;
    this.settings = settings;
    this.server = launched();
  }

  /** A store for a test: free port, its data removed when it is closed. */
  public static RedisStore temporary() {
    return temporary(Map.of());
  }

  /** The same with settings, as {@link #start} takes them. */
  public static RedisStore temporary(Map<String, String> settings) {
    return opened(Disk.temporary("redis"), true, Ports.free(), settings);
  }

  /**
   * Starts a store on a directory that is kept.
   *
   * @param port where it listens; a taken one is a {@link LocalFault}
   * @param settings lines of redis.conf (name to value) that differ from this class's own
   */
  public static RedisStore start(Path data, int port, Map<String, String> settings) {
    return opened(Disk.made(data), false, port, settings);
  }

  private static RedisStore opened(
      Path data, boolean temporary, int port, Map<String, String> settings) {
    Ports.requireFree("Redis", port);
    var store = new RedisStore(data, temporary, port, settings);
    AtExit.add(store);
    store.awaitReady();
    return store;
  }

  public int port() {
    return port;
  }

  /** The directory that holds all it keeps; complete while it is stopped. */
  public Path data() {
    return data;
  }

  /** redis://127.0.0.1:PORT. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** The process id; another one after each restart. */
  public long pid() {
    return server.pid();
  }

  public boolean isAlive() {
    return server.isAlive();
  }

  /** The last line of its log. */
  String lastLine() {
    return server.lastLine();
  }

  /** SIGKILL, and waits until the process is gone. */
  public void killHard() {
    server.killHard();
  }

  /** Stops the process from running, until {@link #resume()}. */
  public void pause() {
    server.pauseTree();
  }

  public void resume() {
    server.signalTree(Signal.CONT);
  }

  /**
   * Starts again on the same port and data (after stopping, if it runs) and waits until it answers.
   */
  public void restart() {
    stop();
    server = launched();
    awaitReady();
  }

  /** Starts again on the same port with nothing in it, as a store whose disk was lost. */
  public void restartEmpty() {
    server.killHard();
    Disk.deleteTree(data);
    Disk.made(data);
    restart();
  }

  /** Stops in order and keeps the data. */
  public void stop() {
    resume();
    server.stop(Signal.TERM, STOP_WITHIN);
  }

  @Override
  public void close() {
    AtExit.remove(this);
    if (temporary) {
      server.killHard();
      Disk.deleteTree(data);
    } else {
      stop();
    }
  }

  private ChildProcess launched() {
    var all = new TreeMap<>(SETTINGS);
    all.putAll(settings);
    all.put("port", Integer.toString(port));
    all.put("dir", data.toString());
    var command = new ArrayList<>(List.of(Binaries.redis().toString()));
    all.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
    return ChildProcess.start(List.of(), command, Map.of(), data.resolve("server.log"));
  }

  private void awaitReady() {
    var ready = Await.until(START_WITHIN, () -> !server.isAlive() || answers());
    if (!ready || !server.isAlive()) {
      var last = server.lastLine();
      close();
      throw new LocalFault("Redis did not start on port " + port + ": " + last);
    }
  }

  /** PING is answered by PONG; by LOADING while the append-only file is read. */
  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return answer.equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }
}
