package vn.baodanh.registration.candidate;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.PreferWait;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.log.Contents;
import vn.baodanh.registration.log.Receipts;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Person;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.recording.Outcomes;

/**
 * What a candidate sees of the own filings: one method an operation, its name the contract's {@code
 * operationId}.
 */
public final class CandidateHandlers {
  private static final int PAGE = 50;

  private final Candidates candidates;
  private final CandidateStore store;
  private final Pending pending;
  private final Receipts receipts;
  private final Outcomes outcomes;

  public CandidateHandlers(
      Vertx vertx,
      Pool pool,
      Candidates candidates,
      FilingQueue queue,
      Partitions partitions,
      Outcomes outcomes,
      Clock clock) {
    this.candidates = candidates;
    this.store = new CandidateStore(pool);
    this.pending = new Pending(vertx, queue, partitions, clock);
    this.receipts = new Receipts(pool);
    this.outcomes = outcomes;
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "getPreferences", ctx -> showCurrent(ctx, person(ctx), Kind.PREFERENCES),
        "getExamRegistration", ctx -> showCurrent(ctx, person(ctx), Kind.REGISTRATION),
        "listFilings", this::listFilings,
        "getFiling", this::getFiling,
        "getReceipt", this::getReceipt);
  }

  private Person person(RoutingContext ctx) {
    return candidates.of(Tokens.bearer(ctx), Received.at(ctx));
  }

  void showCurrent(RoutingContext ctx, Person person, Kind kind) {
    var last = pending.last(person, kind);
    var current = store.current(person, kind);
    Future.all(last, current)
        .onSuccess(both -> answer(ctx, kind, current.result(), last.result()))
        .onFailure(failure -> CandidateAnswers.unavailable(ctx, failure));
  }

  private static void answer(
      RoutingContext ctx,
      Kind kind,
      CandidateStore.Current current,
      Optional<FilingQueue.Last> last) {
    var waiting = last.filter(l -> l.taken().orderUs() > current.lastOrderUs());
    long version = waiting.map(l -> l.taken().orderUs()).orElse(current.lastOrderUs());
    JsonObject json =
        new JsonObject()
            .put("version", Long.toString(version))
            .put("status", waiting.isPresent() ? "received" : version == 0 ? "none" : "recorded");
    if (kind == Kind.PREFERENCES) {
      json.put("preferences", new JsonArray()); // as long as there is none
    }
    current
        .filing()
        .ifPresent(filing -> {
          json.put("filingId", filing.id().toString())
              .put("receivedAt", Micros.text(filing.receivedUs()))
              .put("recordedAt", Micros.text(filing.recordedUs()));
          Contents.putInto(json, kind, filing.content());
        });
    current.paidAt().ifPresent(at -> json.put("paidAt", Micros.text(Micros.of(at))));
    waiting.ifPresent(l ->
        json.put(
            "pending",
            new JsonObject()
                .put("filingId", l.filing().toString())
                .put("receivedAt", Micros.text(l.taken().receivedUs()))
                .put("version", Long.toString(l.taken().orderUs()))));
    ctx.response().putHeader("ETag", "\"" + version + "\"");
    CandidateAnswers.send(ctx, json);
  }

  private void listFilings(RoutingContext ctx) {
    String limitText = ctx.request().getParam("limit");
    int limit = limitText == null ? PAGE : Integer.parseInt(limitText);
    Place after = Place.read(ctx.request().getParam("after"));
    store
        .filingsAfter(person(ctx), after.orderUs(), after.kind(), limit)
        .onSuccess(found -> CandidateAnswers.send(ctx, page(found, limit)))
        .onFailure(failure -> CandidateAnswers.unavailable(ctx, failure));
  }

  private static JsonObject page(List<CandidateStore.Recorded> found, int limit) {
    JsonArray filings = new JsonArray();
    found.forEach(filing -> filings.add(CandidateAnswers.filing(filing)));
    JsonObject page = new JsonObject().put("filings", filings);
    if (found.size() == limit) {
      var last = found.getLast();
      page.put("next", new Place(last.orderUs(), last.kind().code()).write());
    }
    return page;
  }

  private void getFiling(RoutingContext ctx) {
    answerFiling(
        ctx,
        person(ctx),
        UUID.fromString(ctx.pathParam("id")),
        PreferWait.ms(ctx.request().headers()));
  }

  /**
   * @param waitMs how long to hold the answer for an outcome that is not known yet
   */
  private void answerFiling(RoutingContext ctx, Person person, UUID filing, long waitMs) {
    store
        .filing(person, filing)
        .onFailure(failure -> CandidateAnswers.unavailable(ctx, failure))
        .onSuccess(recorded ->
            recorded.ifPresentOrElse(
                found -> CandidateAnswers.send(ctx, CandidateAnswers.filing(found)),
                () -> answerPending(ctx, person, filing, waitMs)));
  }

  private void answerPending(RoutingContext ctx, Person person, UUID filing, long waitMs) {
    pending
        .find(person, filing)
        .onFailure(failure -> CandidateAnswers.unavailable(ctx, failure))
        .onSuccess(found -> {
          if (found.isEmpty()) {
            CandidateAnswers.unknown(ctx);
          } else if (waitMs == 0) {
            CandidateAnswers.send(ctx, CandidateAnswers.received(filing, found.get()));
          } else {
            awaitOutcome(person, filing, waitMs)
                .onComplete(done -> answerFiling(ctx, person, filing, 0));
          }
        });
  }

  /** It may have been recorded between our look and our waiting: so it is looked up once more. */
  private Future<?> awaitOutcome(Person person, UUID filing, long waitMs) {
    var outcome = outcomes.within(filing, waitMs);
    person.ids().forEach(id -> outcomes.lookUp(id, filing));
    return outcome;
  }

  private void getReceipt(RoutingContext ctx) {
    Person person = person(ctx);
    UUID filing = UUID.fromString(ctx.pathParam("id"));
    receipt(person, filing)
        .onFailure(failure -> CandidateAnswers.unavailable(ctx, failure))
        .onSuccess(receipt ->
            receipt.ifPresentOrElse(
                found -> CandidateAnswers.send(ctx, found),
                () -> answerWithoutReceipt(ctx, person, filing)));
  }

  private Future<Optional<JsonObject>> receipt(Person person, UUID filing) {
    return Future.join(person.ids().stream().map(id -> receipts.of(id, filing)).toList())
        .map(
            all -> all.<Optional<JsonObject>>list().stream().flatMap(Optional::stream).findFirst());
  }

  private void answerWithoutReceipt(RoutingContext ctx, Person person, UUID filing) {
    pending
        .find(person, filing)
        .onFailure(failure -> CandidateAnswers.unavailable(ctx, failure))
        .onSuccess(found -> {
          if (found.isPresent()) {
            CandidateAnswers.notYetRecorded(ctx);
          } else {
            CandidateAnswers.unknown(ctx);
          }
        });
  }
}
