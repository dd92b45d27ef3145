package vn.baodanh.registration.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Redis;
import vn.baodanh.kit.Worker;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.message.MessageKind;
import vn.baodanh.registration.message.Messages;
import vn.baodanh.registration.message.Messages.Message;

/**
 * Follows what the payment adapter says happened, and tells it what nobody told. The adapter's list
 * is the truth; the Redis stream {@code payment-events} only says that it is worth a look, and what
 * is lost there is found a second later. The cursor moves in the transaction that takes events in,
 * so any number of processes may do it side by side. Runs on a virtual thread.
 */
final class EventFollower extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
  private static final String STREAM = "payment-events";
  private static final int PAGE = 500;
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final Pool pool;
  private final Redis redis;
  private final Adapter adapter;
  private final Telling telling;
  private final Messages messages;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private String lastNews = "";
  private boolean failing;

  EventFollower(Pool pool, Redis redis, Adapter adapter, Telling telling, Messages messages) {
    this.pool = pool;
    this.redis = redis;
    this.adapter = adapter;
    this.telling = telling;
    this.messages = messages;
  }

  /** There may be something new. From any thread. */
  void wake() {
    wanted.set(true);
  }

  @Override
  protected Duration round() {
    boolean more = follow();
    boolean told = telling.tellRest() > 0;
    failing = false;
    if (!more && !told) {
      awaitNews(IDLE);
    }
    return Duration.ZERO;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    if (!failing) {
      LOG.warn("the payment adapter's events wait: {}", e.toString());
    }
    failing = true;
    awaitNews(AFTER_FAILURE);
    return Duration.ZERO;
  }

  /** Takes in one page; answers whether there may be more. */
  private boolean follow() {
    long from = EventStore.cursor(pool).await();
    Adapter.Answer answer = adapter.eventsAfter(from, PAGE).await();
    if (!answer.isOk()) {
      throw new IllegalStateException("events: " + answer.status() + " " + answer.code());
    }
    List<PaymentEvent> events = events(answer.body(), from);
    if (!events.isEmpty()) {
      pool.withTransaction(tx -> takeIn(tx, from, events)).await();
    }
    return events.size() == PAGE;
  }

  /** What is not in its order is not taken at all: something is wrong at the other end. */
  private static List<PaymentEvent> events(JsonObject page, long from) {
    List<PaymentEvent> events = new ArrayList<>();
    long last = from;
    for (Object json : page.getJsonArray("events")) {
      PaymentEvent event = PaymentEvent.of((JsonObject) json);
      if (event.position() <= last) {
        throw new IllegalStateException("event " + event.position() + " after " + last);
      }
      last = event.position();
      events.add(event);
    }
    return events;
  }

  private Future<Void> takeIn(SqlConnection tx, long from, List<PaymentEvent> events) {
    return EventStore.moveCursor(tx, from, events.getLast().position())
        .compose(moved -> moved ? apply(tx, events) : Future.succeededFuture());
  }

  private Future<Void> apply(SqlConnection tx, List<PaymentEvent> events) {
    List<PaymentEvent> settled =
        events.stream().filter(event -> event.type().equals(PaymentEvent.SETTLED)).toList();
    return EventStore.add(tx, events)
        .compose(added -> EventStore.settle(tx, settled))
        .compose(paid ->
            messages.post(
                tx, events.stream().map(EventFollower::told).flatMap(Optional::stream).toList()));
  }

  /** What the candidate is told of it. */
  private static Optional<Message> told(PaymentEvent event) {
    JsonObject params =
        new JsonObject()
            .put("amount", event.amount())
            .put("reference", event.reference().orElse(""));
    return switch (event.type()) {
      case PaymentEvent.SETTLED ->
          event.amount() == 0
              ? Optional.empty()
              : message(
                  event,
                  MessageKind.BILL_PAID,
                  params.put("paidAt", Micros.text(Micros.of(event.paid()))));
      case "refund-opened" ->
          message(
              event, MessageKind.REFUND_OPENED, params.put("reason", event.reason().orElse("")));
      case "refund-released" -> message(event, MessageKind.REFUND_RELEASED, params);
      case "refund-paid" -> message(event, MessageKind.REFUND_PAID, params);
      case "refund-refused", "refund-returned" -> message(event, MessageKind.REFUND_FAILED, params);
      case "refund-dismissed" -> message(event, MessageKind.REFUND_DISMISSED, params);
      default -> Optional.empty();
    };
  }

  private static Optional<Message> message(
      PaymentEvent event, MessageKind kind, JsonObject params) {
    UUID id = UUID.nameUUIDFromBytes(("payment-event " + event.position()).getBytes(UTF_8));
    return Optional.of(new Message(id, event.candidate(), kind, params));
  }

  private void awaitNews(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (!isStopping() && System.nanoTime() < end && !wanted.getAndSet(false) && !isNews()) {
      rest(LOOK);
    }
  }

  private boolean isNews() {
    try {
      List<StreamMessage<byte[], byte[]>> newest =
          Future.fromCompletionStage(
                  redis.async().xrevrange(STREAM.getBytes(UTF_8), Range.unbounded(), Limit.from(1)),
                  context)
              .await();
      String id = newest.isEmpty() ? "" : newest.getFirst().getId();
      boolean isNews = !id.equals(lastNews);
      lastNews = id;
      return isNews;
    } catch (Exception redisIsAway) { // checked ones come out of a Future, too
      return false;
    }
  }
}
