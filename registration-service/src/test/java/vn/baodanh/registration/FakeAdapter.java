package vn.baodanh.registration;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The payment adapter as far as billing needs it, in memory, by the adapter's contract: bills that
 * take each other's place, attempts, refunds, events. Says when somebody has paid, and is away when
 * a test says so. The real one is tried in load-tests.
 */
final class FakeAdapter implements Handler<HttpServerRequest> {
  private final Map<String, JsonObject> bills = new LinkedHashMap<>();
  private final Map<String, JsonObject> attempts = new LinkedHashMap<>();
  private final Map<String, JsonObject> refunds = new LinkedHashMap<>();
  private final List<JsonObject> events = new ArrayList<>();
  private final HttpServer server;
  private UnaryOperator<List<JsonObject>> telling = all -> all;
  private boolean away;
  private int answersLost;

  FakeAdapter(Stack stack) {
    this.server = stack.server(this);
  }

  String address() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  synchronized void away(boolean away) {
    this.away = away;
  }

  /** What is done is done, and the next so many answers to POST do not arrive. */
  synchronized void loseAnswers(int times) {
    this.answersLost = times;
  }

  /** How events are told from now on: a page is made of what this makes of them. */
  synchronized void tell(UnaryOperator<List<JsonObject>> telling) {
    this.telling = telling;
  }

  /** How many events there are to tell. */
  synchronized long events() {
    return events.size();
  }

  synchronized JsonObject bill(String id) {
    return bills.get(id);
  }

  synchronized List<JsonObject> billsOf(UUID candidate) {
    return bills.values().stream()
        .filter(bill -> bill.getString("candidateId").equals(candidate.toString()))
        .toList();
  }

  synchronized List<JsonObject> attemptsOf(String bill) {
    return attempts.values().stream()
        .filter(attempt -> attempt.getString("billId").equals(bill))
        .toList();
  }

  synchronized List<JsonObject> refundsOf(String reference) {
    return refunds.values().stream()
        .filter(refund -> refund.getString("reference").equals(reference))
        .toList();
  }

  /** The platform says that this was paid: it settles one bill, or is owed back. */
  synchronized void pay(String reference) {
    JsonObject attempt =
        attempts.values().stream()
            .filter(one -> one.getString("reference").equals(reference))
            .findFirst()
            .orElseThrow();
    attempt.put("state", "succeeded");
    JsonObject bill = bills.get(attempt.getString("billId"));
    while (bill.containsKey("supersededBy")) {
      bill = bills.get(bill.getString("supersededBy"));
    }
    boolean settles =
        bill.getString("state").equals("open")
            && bill.getLong("amount").equals(attempt.getLong("amount"));
    if (settles) {
      bill.put("state", "settled");
    }
    if (settles) {
      event("bill-settled", bill, attempt.getLong("amount"), reference);
    } else {
      refundOpened(
          bills.get(attempt.getString("billId")),
          attempt.getLong("amount"),
          reference,
          UUID.randomUUID().toString(),
          "bill-settled-otherwise");
    }
  }

  /** The refund that was opened last for this payment goes on: it is opened again, released, … */
  synchronized void refund(String reference, String step) {
    JsonObject opened =
        events.stream()
            .filter(event -> event.getString("type").equals("refund-opened"))
            .filter(event -> event.getString("reference").equals(reference))
            .toList()
            .getLast();
    events.add(
        opened
            .copy()
            .put("position", events.size() + 1L)
            .put("at", Instant.now().toString())
            .put("type", "refund-" + step));
  }

  private void event(String type, JsonObject bill, long amount, String reference) {
    JsonObject event =
        new JsonObject()
            .put("position", events.size() + 1L)
            .put("at", Instant.now().toString())
            .put("type", type)
            .put("billId", bill.getString("id"))
            .put("candidateId", bill.getString("candidateId"))
            .put("amount", amount);
    if (reference != null) {
      event.put("reference", reference).put("platform", "vnpay");
      event.put("paidAt", Instant.now().toString());
    }
    events.add(event);
  }

  private void refundOpened(
      JsonObject bill, long amount, String reference, String refund, String reason) {
    event("refund-opened", bill, amount, reference);
    events.getLast().put("refundId", refund).put("reason", reason);
  }

  @Override
  public void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          HttpServerResponse response = request.response();
          JsonObject json = body.length() == 0 ? new JsonObject() : new JsonObject(body);
          JsonObject answer = answer(request, json);
          if (answer.containsKey("lost")) {
            request.connection().close();
            return;
          }
          response
              .setStatusCode(answer.getInteger("http"))
              .putHeader("Content-Type", answer.getString("type", "application/json"))
              .end(answer.getValue("body").toString());
        });
  }

  private synchronized JsonObject answer(HttpServerRequest request, JsonObject body) {
    if (away || !request.getHeader("Authorization").startsWith("Bearer ey")) {
      return problem(503, "unavailable");
    }
    String[] path = request.path().substring("/v1/".length()).split("/");
    JsonObject answer =
        switch (request.method().name() + " " + path[0] + " " + path.length) {
          case "POST bills 1" -> create(body);
          case "GET bills 2" -> found(200, withAttempts(path[1]));
          case "POST bills 3" -> attempt(path[1], request.getHeader("Idempotency-Key"), body);
          case "GET bills 3" -> receipt(path[1]);
          case "POST refunds 1" -> refund(body);
          case "GET events 1" -> events(Long.parseLong(request.getParam("after")));
          default -> problem(404, "not-found");
        };
    boolean lost = request.method().name().equals("POST") && answersLost-- > 0;
    return lost ? answer.put("lost", true) : answer;
  }

  private JsonObject create(JsonObject body) {
    JsonObject known = bills.get(body.getString("id"));
    if (known != null) {
      return known.getJsonArray("lines").equals(body.getJsonArray("lines"))
          ? found(200, known)
          : problem(409, "bill-differs");
    }
    String supersedes = body.getString("supersedes");
    if (supersedes != null) {
      JsonObject earlier = bills.get(supersedes);
      if (earlier == null
          || !earlier.getString("state").equals("open")
          || !earlier.getString("candidateId").equals(body.getString("candidateId"))) {
        return problem(409, "superseded-bill-not-open");
      }
      earlier.put("state", "superseded").put("supersededBy", body.getString("id"));
    }
    boolean anotherOpen =
        billsOf(UUID.fromString(body.getString("candidateId"))).stream()
            .anyMatch(bill -> bill.getString("state").equals("open"));
    if (anotherOpen && body.getLong("amount") > 0) {
      return problem(409, "another-bill-open");
    }
    JsonObject bill = body.copy().put("state", body.getLong("amount") == 0 ? "settled" : "open");
    bills.put(bill.getString("id"), bill);
    if (body.getLong("amount") == 0) {
      event("bill-settled", bill, 0, null);
    }
    return found(201, bill);
  }

  private JsonObject attempt(String id, String key, JsonObject body) {
    JsonObject known = attempts.get(id + " " + key);
    JsonObject bill = bills.get(id);
    if (known != null) {
      return known.getString("request").equals(body.encode())
          ? found(200, known)
          : problem(422, "key-reused");
    }
    if (!bill.getString("state").equals("open")) {
      return problem(409, "bill-" + bill.getString("state"));
    }
    String reference = "%016d".formatted(attempts.size() + 1);
    JsonObject attempt =
        new JsonObject()
            .put("reference", reference)
            .put("billId", id)
            .put("request", body.encode())
            .put("payerAddress", body.getString("payerAddress"))
            .put("platform", body.getString("platform"))
            .put("state", "open")
            .put("amount", bill.getLong("amount"))
            .put("createdAt", "2026-07-15T00:00:00Z")
            .put("expiresAt", "2026-07-15T00:15:00Z")
            .put("address", "http://platform.example/pay?ref=" + reference);
    attempts.put(id + " " + key, attempt);
    return found(201, attempt);
  }

  private JsonObject refund(JsonObject body) {
    boolean isNew = refunds.putIfAbsent(body.getString("id"), body) == null;
    if (isNew) {
      String reference = body.getString("reference");
      JsonObject attempt =
          attempts.values().stream()
              .filter(one -> one.getString("reference").equals(reference))
              .findFirst()
              .orElseThrow();
      refundOpened(
          bills.get(attempt.getString("billId")),
          body.getLong("amount"),
          reference,
          body.getString("id"),
          body.getString("reason"));
    }
    return found(isNew ? 201 : 200, body);
  }

  private JsonObject events(long after) {
    JsonArray page = new JsonArray();
    telling.apply(events).stream()
        .filter(event -> event.getLong("position") > after)
        .forEach(page::add);
    return found(200, new JsonObject().put("events", page).put("next", after));
  }

  private JsonObject withAttempts(String id) {
    return bills.get(id).copy().put("attempts", new JsonArray(attemptsOf(id)));
  }

  private JsonObject receipt(String id) {
    return bills.get(id).getString("state").equals("settled")
        ? found(200, new JsonObject()).put("type", "application/pdf").put("body", "%PDF of " + id)
        : problem(404, "receipt-none");
  }

  private static JsonObject found(int status, JsonObject body) {
    return new JsonObject().put("http", status).put("body", body);
  }

  private static JsonObject problem(int status, String code) {
    return found(status, new JsonObject().put("status", status).put("code", code))
        .put("type", "application/problem+json");
  }
}
