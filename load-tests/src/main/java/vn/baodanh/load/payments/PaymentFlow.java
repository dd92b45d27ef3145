package vn.baodanh.load.payments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import vn.baodanh.load.generator.Answer;
import vn.baodanh.load.generator.Exchange;

/**
 * Asks for a bill and then for an attempt to pay it, as registration-service does, for one
 * candidate after the other. Between the first request and the bill's end there are never more than
 * so many.
 */
final class PaymentFlow implements Exchange {
  private final String host;
  private final String token;
  private final int mostOpen;
  private final List<Follower.Bill> bills;
  private final byte[] attempt =
      new JsonObject()
          .put("platform", "vnpay")
          .put("payerAddress", "127.0.0.1")
          .put("language", "vi")
          .encode()
          .getBytes(ISO_8859_1);
  private int next;
  private final Deque<Integer> billed = new ArrayDeque<>();
  private final Queue<String> visits = new ConcurrentLinkedQueue<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private volatile boolean full;

  /**
   * @param host and port of the adapter
   * @param token of registration-service
   * @param bills to be asked for, one after the other
   */
  PaymentFlow(String host, String token, int mostOpen, List<Follower.Bill> bills) {
    this.host = host;
    this.token = token;
    this.mostOpen = mostOpen;
    this.bills = bills;
  }

  /** A ticket is twice the candidate's number, and one more for an attempt. */
  @Override
  public int write(ByteBuffer out) {
    var asked = billed.poll();
    if (asked != null) {
      var path = "/v1/bills/" + bills.get(asked).id() + "/attempts";
      write(out, path, "\r\nIdempotency-Key: payments-0001", attempt);
      return 2 * asked + 1;
    }
    if (full || next == bills.size() || begun.get() - ended.get() >= mostOpen) {
      return NONE;
    }
    var bill = bills.get(next);
    var body = Adapter.bill(bill.id(), bill.candidate(), bill.preferences());
    write(out, "/v1/bills", "", body.encode().getBytes(ISO_8859_1));
    begun.incrementAndGet();
    return 2 * next++;
  }

  private void write(ByteBuffer out, String path, String header, byte[] body) {
    var head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json"
            + header
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    out.put(head.getBytes(ISO_8859_1)).put(body);
  }

  @Override
  public void answered(int ticket, Answer answer) {
    if (answer.status() != 201) {
      surprises.add(answer.status() + " " + answer.body());
      ended.incrementAndGet();
    } else if (ticket % 2 == 0) {
      billed.add(ticket / 2);
    } else {
      visits.add(answer.text("address").orElseThrow());
    }
  }

  @Override
  public void unanswered(int ticket) {
    surprises.add("no answer");
    ended.incrementAndGet();
  }

  /** Takes at most so many addresses that payers are to be sent to. For any thread. */
  List<String> visits(int most) {
    var taken = new ArrayList<String>();
    for (var url = visits.poll(); url != null; url = visits.poll()) {
      taken.add(url);
      if (taken.size() == most) {
        break;
      }
    }
    return taken;
  }

  /** So many more bills are settled, and registration-service was told. For any thread. */
  void settled(long count) {
    ended.addAndGet(count);
  }

  /** No bill is asked for any more; attempts at those that were still are. For any thread. */
  void beginNoMore() {
    full = true;
  }

  /** Whether there was no bill left to ask for. For the thread that asks, or when it has ended. */
  boolean hasAskedForAll() {
    return next == bills.size();
  }

  /** How many bills were asked for. For any thread. */
  long begun() {
    return begun.get();
  }

  /** How many payments came to their end. For any thread. */
  long ended() {
    return ended.get();
  }

  /** Answers that registration-service should not get. For any thread. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }
}
