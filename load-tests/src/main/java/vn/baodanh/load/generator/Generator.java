package vn.baodanh.load.generator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Sends an exchange's requests over a fixed number of connections from the calling thread, and
 * measures. It shares the machine with what it measures, so it does as little as it can: one
 * thread, one selector, requests written straight into the connection's buffer.
 */
public final class Generator implements AutoCloseable {
  private static final long RECONNECT_NS = 20_000_000;
  private static final long REVIEW_NS = 50_000_000;
  private static final long LOOK_AGAIN_MS = 20;
  private static final long ACCEPTED_WITHIN_MS = 500;

  private final InetSocketAddress address;
  private final Exchange exchange;
  private final Duration patience;
  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Answer answer = new Answer();
  private final AtomicInteger underWay = new AtomicInteger();
  private Tally tally = new Tally();

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
    return underWay.get();
  }

  /**
   * Opens all connections now, so that no request waits for that; and waits until the server has
   * taken them, which it does some time after they are open, 256 of them for 20 ms and more.
   */
  public void connect() throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    reviewConnections(System.nanoTime());
    while (idle.size() < connections.size() && System.nanoTime() < giveUp) {
      selector.select(this::ready, 10);
    }
    Thread.sleep(ACCEPTED_WITHIN_MS);
  }

  /**
   * Sends for {@code duration} or until the exchange is exhausted, then waits for the last answers.
   */
  public Load run(Pace pace, Duration duration) throws IOException {
    tally = new Tally();
    long start = System.nanoTime();
    long unsent =
        switch (pace) {
          case Pace.Closed closed -> {
            long end = start + duration.toNanos();
            sendWhenFree(() -> System.nanoTime() < end && !exchange.isExhausted());
            yield 0;
          }
          case Pace.Open open -> sendOnTime(open.perSecond(), start, duration);
        };
    finish();
    return tally.load(unsent);
  }

  /**
   * Sends in the closed model while {@code going}, asked every 20 ms at least, without measuring;
   * then waits for what is still under way.
   */
  public void runWhile(BooleanSupplier going) throws IOException {
    sendWhenFree(going);
    finish();
  }

  private void sendWhenFree(BooleanSupplier going) throws IOException {
    long review = 0;
    while (going.getAsBoolean()) {
      long now = System.nanoTime();
      if (now >= review) {
        reviewConnections(now);
        review = now + REVIEW_NS;
      }
      while (!idle.isEmpty() && sendNext(now)) {
        now = System.nanoTime();
      }
      selector.select(this::ready, LOOK_AGAIN_MS);
    }
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
    while (underWay.get() > 0 && System.nanoTime() < giveUp) {
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
    underWay.incrementAndGet();
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
    underWay.decrementAndGet();
    answer.took(now - connection.since);
    tally.answered(answer, now);
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
      underWay.decrementAndGet();
      tally.unanswered();
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

  @Override
  public void close() throws IOException {
    connections.forEach(Connection::close);
    selector.close();
  }
}
