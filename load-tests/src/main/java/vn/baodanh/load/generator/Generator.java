package vn.baodanh.load.generator;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Sends an exchange's requests over a fixed number of connections from the calling thread, and
 * measures. It shares the machine with what it measures, so it does as little as it can: one
 * thread, one selector, requests written straight into the connection's buffer.
 */
public final class Generator implements AutoCloseable {
  private static final long HIGHEST_NS = Duration.ofMinutes(5).toNanos();
  private static final long RECONNECT_NS = 20_000_000;
  private static final long REVIEW_NS = 50_000_000;

  private final InetSocketAddress address;
  private final Exchange exchange;
  private final Duration patience;
  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Answer answer = new Answer();
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Histogram latencyNs = new Histogram(HIGHEST_NS, 3);
  private long[] byStatus = new long[1000];
  private long unanswered;
  private int underWay;
  private long lastAnswer;

  /**
   * @param patience how long an answer is waited for before its connection is given up
   */
  public Generator(InetSocketAddress address, int connections, Exchange exchange, Duration patience)
      throws IOException {
    this.address = address;
    this.exchange = exchange;
    this.patience = patience;
    selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      this.connections.add(new Connection());
    }
  }

  /** How many requests have been sent and not answered. */
  public int underWay() {
    return underWay;
  }

  /** Sends for {@code duration}, then waits for what is still under way. */
  public Load run(Pace pace, Duration duration) throws IOException {
    latencyNs = new Histogram(HIGHEST_NS, 3);
    byStatus = new long[1000];
    unanswered = 0;
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    lastAnswer = start;
    long unsent =
        switch (pace) {
          case Pace.Closed closed -> sendWhenFree(start + duration.toNanos());
          case Pace.Open open -> sendOnTime(open.perSecond(), start, duration);
        };
    finish();
    return new Load(
        Duration.ofNanos(lastAnswer - start),
        counted(),
        unanswered,
        unsent,
        latencyNs,
        Duration.ofNanos(process.getProcessCpuTime() - cpu));
  }

  private long sendWhenFree(long end) throws IOException {
    long review = 0;
    long now;
    while ((now = System.nanoTime()) < end) {
      if (now >= review) {
        reviewConnections(now);
        review = now + REVIEW_NS;
      }
      while (!idle.isEmpty() && sendNext(now)) {
        now = System.nanoTime();
      }
      selector.select(this::ready, 1 + Math.min(20, (end - now) / 1_000_000));
    }
    return 0;
  }

  private long sendOnTime(double perSecond, long start, Duration duration) throws IOException {
    long total = Math.round(perSecond * duration.toNanos() / 1e9);
    long giveUp = start + duration.plus(patience).toNanos();
    long sent = 0;
    long review = 0;
    while (sent < total) {
      long now = System.nanoTime();
      if (now >= giveUp) {
        break;
      }
      if (now >= review) {
        reviewConnections(now);
        review = now + REVIEW_NS;
      }
      long due = Math.min(total, 1 + (long) ((now - start) * perSecond / 1e9));
      while (sent < due && !idle.isEmpty() && sendNext(start + (long) (sent * 1e9 / perSecond))) {
        sent++;
      }
      selector.select(this::ready, 1);
    }
    return total - sent;
  }

  private void finish() throws IOException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (underWay > 0 && System.nanoTime() < giveUp) {
      selector.select(this::ready, 10);
    }
    for (var connection : connections) {
      if (connection.ticket != Exchange.NONE) {
        lost(connection, System.nanoTime());
      }
    }
  }

  /** Sends the exchange's next request on a free connection; false if there is none to send. */
  private boolean sendNext(long since) {
    var connection = idle.poll();
    if (connection == null) {
      return false;
    }
    if (!connection.fill(exchange)) {
      idle.push(connection);
      return false;
    }
    underWay++;
    connection.since = since;
    connection.moment = System.nanoTime();
    try {
      connection.send();
    } catch (IOException broken) {
      lost(connection, connection.moment);
    }
    return true;
  }

  private void ready(SelectionKey key) {
    var connection = (Connection) key.attachment();
    try {
      if (key.isConnectable()) {
        connection.connected();
        idle.add(connection);
        return;
      }
      if (key.isWritable()) {
        connection.send();
      }
      if (key.isReadable() && connection.receive(answer)) {
        answered(connection);
      }
    } catch (IOException | CancelledKeyException broken) {
      lost(connection, System.nanoTime());
    }
  }

  private void answered(Connection connection) throws IOException {
    long now = System.nanoTime();
    int ticket = connection.ticket;
    connection.ticket = Exchange.NONE;
    underWay--;
    lastAnswer = now;
    answer.took(now - connection.since);
    latencyNs.recordValue(Math.min(HIGHEST_NS, answer.latencyNs()));
    byStatus[answer.status()]++;
    if (answer.closesConnection()) {
      connection.close();
      connection.moment = now;
    } else {
      idle.add(connection);
    }
    exchange.answered(ticket, answer);
  }

  private void lost(Connection connection, long now) {
    int ticket = connection.ticket;
    connection.ticket = Exchange.NONE;
    if (ticket == Exchange.NONE) {
      idle.remove(connection);
    }
    connection.close();
    connection.moment = now + RECONNECT_NS;
    if (ticket != Exchange.NONE) {
      underWay--;
      unanswered++;
      exchange.unanswered(ticket);
    }
  }

  /** Connects what is closed, and gives up what has waited too long. */
  private void reviewConnections(long now) {
    for (var connection : connections) {
      if (!connection.isOpen()) {
        if (now >= connection.moment) {
          connect(connection, now);
        }
      } else if (connection.ticket != Exchange.NONE
          && now - connection.moment > patience.toNanos()) {
        lost(connection, now);
      }
    }
  }

  private void connect(Connection connection, long now) {
    try {
      if (connection.connect(selector, address)) {
        idle.add(connection);
      }
    } catch (IOException refused) {
      lost(connection, now);
    }
  }

  private TreeMap<Integer, Long> counted() {
    var counted = new TreeMap<Integer, Long>();
    for (int status = 0; status < byStatus.length; status++) {
      if (byStatus[status] > 0) {
        counted.put(status, byStatus[status]);
      }
    }
    return counted;
  }

  @Override
  public void close() throws IOException {
    connections.forEach(Connection::close);
    selector.close();
  }
}
