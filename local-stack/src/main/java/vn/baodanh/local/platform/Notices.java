package vn.baodanh.local.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Notifies merchants of what became of payments and repeats until it is acknowledged: up to 10
 * times, 5 minutes apart, then never again (VNPAY's rule, taken for MoMo too). While a merchant
 * takes no connection that goes on, since its outages are not shortened as the time between two
 * repeats is. For one thread.
 */
final class Notices {
  private static final int MOST_AT_ONCE = 64;
  private static final int MOST_REPEATS = 10;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  /** In place of a code: nobody took the connection. */
  private static final String AWAY = "away";

  /** So many later ones are acknowledged before one that is held back is sent. */
  private static final int OVERTAKEN_BY = 5;

  /** Or so many intervals pass. */
  private static final int HELD_BACK_FOR = 10;

  private final Vertx vertx;
  private final Pace pace;
  private final Books books;
  private final Wordings wordings;
  private final HttpClient client;
  private final Queue<Notice> due = new ArrayDeque<>();
  private final List<Notice> heldBack = new ArrayList<>();
  private final Map<String, Long> answers = new TreeMap<>();
  private final Latencies latencies = new Latencies();
  private int underWay;

  /** One notification with its repeats, or an extra copy of one, which is sent once. */
  private static final class Notice {
    final Payment payment;
    final Wording wording;
    final boolean copy;
    int heard;
    int overtaken;

    Notice(Payment payment, Wording wording, boolean copy) {
      this.payment = payment;
      this.wording = wording;
      this.copy = copy;
    }
  }

  Notices(Vertx vertx, Pace pace, Books books, Wordings wordings) {
    this.vertx = vertx;
    this.pace = pace;
    this.books = books;
    this.wordings = wordings;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(2_000),
            new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE));
  }

  /** Takes up what was not acknowledged before the last end of this process. */
  void resume() {
    books.untold().forEach(payment -> send(notice(payment, false)));
  }

  /** Notifies of a change, as the faults of the payment have it. */
  void announce(Payment payment) {
    var notice = notice(payment, false);
    var strike = payment.faults().stream().filter(f -> f.kind() == Fault.Kind.NOTICE).findFirst();
    if (strike.isEmpty()) {
      send(notice);
    } else if (strike.get() == Fault.IPN_REORDERED) {
      holdBack(notice);
    } else {
      books.add(new Entry.Happened(strike.get()));
      misdirect(notice, strike.get());
    }
  }

  private Notice notice(Payment payment, boolean copy) {
    return new Notice(payment, wordings.of(payment), copy);
  }

  private void misdirect(Notice notice, Fault strike) {
    if (strike == Fault.IPN_LOST) {
      end(notice);
    } else if (strike == Fault.IPN_LATE) {
      later(pace.repeat().multipliedBy(1 + notice.payment.number() % 3), notice);
    } else {
      send(notice);
      send(notice(notice.payment, true));
    }
  }

  private void holdBack(Notice notice) {
    heldBack.add(notice);
    vertx.setTimer(
        pace.repeat().multipliedBy(HELD_BACK_FOR).toMillis(),
        tooLong -> {
          if (heldBack.remove(notice)) {
            send(notice);
          }
        });
  }

  private void later(Duration delay, Notice notice) {
    vertx.setTimer(Math.max(1, delay.toMillis()), now -> send(notice));
  }

  private void send(Notice notice) {
    due.add(notice);
    sendDue();
  }

  private void sendDue() {
    while (underWay < MOST_AT_ONCE && !due.isEmpty()) {
      var notice = due.remove();
      underWay++;
      var start = System.nanoTime();
      answer(notice.wording, notice.payment)
          .onSuccess(code -> {
            if (!code.equals(AWAY)) {
              latencies.add(System.nanoTime() - start);
            }
          })
          .otherwise("none")
          .onSuccess(code -> {
            underWay--;
            answered(notice, code);
            sendDue();
          });
    }
  }

  /** The code by which the merchant answers. */
  private Future<String> answer(Wording wording, Payment payment) {
    var notification = wording.notification(payment);
    var options =
        new RequestOptions()
            .setMethod(notification.method())
            .setAbsoluteURI(notification.address())
            .setTimeout(ANSWER_WITHIN.toMillis());
    return client
        .request(options)
        .transform(request ->
            request.failed()
                ? Future.succeededFuture(AWAY)
                : code(request.result(), notification.body(), wording));
  }

  private static Future<String> code(HttpClientRequest request, Buffer body, Wording wording) {
    if (body.length() > 0) {
      request.putHeader("Content-Type", "application/json; charset=UTF-8");
    }
    return request
        .send(body)
        .compose(response ->
            response.body().map(text -> wording.code(response.statusCode(), text.toString())));
  }

  private void answered(Notice notice, String code) {
    answers.merge(code, 1L, Long::sum);
    if (notice.copy) {
      return;
    }
    if (notice.wording.isEnd(code)) {
      end(notice);
      overtake(notice);
      if (notice.payment.has(Fault.IPN_REPEATED)) {
        later(pace.repeat(), notice(notice.payment, true));
      }
    } else if (!code.equals(AWAY) && ++notice.heard > MOST_REPEATS) {
      end(notice);
    } else {
      later(pace.repeat(), notice);
    }
  }

  private void end(Notice notice) {
    books.add(new Entry.Told(notice.payment.number(), notice.payment.version()));
  }

  /** Sends what was held back until enough later ones, of which this is one, went past. */
  private void overtake(Notice later) {
    for (var notice : List.copyOf(heldBack)) {
      if (later.payment.changedAt().isAfter(notice.payment.changedAt())) {
        notice.overtaken++;
      }
      if (notice.overtaken >= OVERTAKEN_BY) {
        heldBack.remove(notice);
        books.add(new Entry.Happened(Fault.IPN_REORDERED));
        send(notice);
      }
    }
  }

  /** How often merchants answered by each code; "none": not in time; "away": not to be reached. */
  Map<String, Long> answers() {
    return Collections.unmodifiableMap(answers);
  }

  /** How long answers took, from sending to the last byte. */
  Latencies latencies() {
    return latencies;
  }
}
