package vn.baodanh.registration.message;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.Problems;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Person;

/** The candidate's inbox; one method an operation. */
final class InboxHandlers {
  private static final int PAGE = 50;

  /** Another node may have written the message; far more than clocks of nodes may differ. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

  private final InboxStore store;
  private final Candidates candidates;
  private final Clock clock;

  InboxHandlers(Pool pool, Candidates candidates, Clock clock) {
    this.store = new InboxStore(pool);
    this.candidates = candidates;
    this.clock = clock;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of("listMessages", this::listMessages, "markMessagesRead", this::markMessagesRead);
  }

  private Person person(RoutingContext ctx) {
    return candidates.of(Tokens.bearer(ctx), Received.at(ctx));
  }

  private void listMessages(RoutingContext ctx) {
    String limitText = ctx.request().getParam("limit");
    int limit = limitText == null ? PAGE : Integer.parseInt(limitText);
    String after = ctx.request().getParam("after");
    Optional<Place> place = after == null ? Optional.of(Place.END) : Place.of(after);
    if (place.isEmpty()) {
      unknownPlace(ctx, "query:after");
      return;
    }
    store
        .before(person(ctx), place.get(), limit)
        .onSuccess(items -> ctx.json(page(items, limit)))
        .onFailure(ctx::fail);
  }

  private static JsonObject page(List<InboxStore.Item> items, int limit) {
    JsonArray messages = new JsonArray();
    items.forEach(item -> messages.add(message(item)));
    JsonObject page = new JsonObject().put("messages", messages);
    if (items.size() == limit) {
      page.put("next", items.getLast().place().text());
    }
    return page;
  }

  private static JsonObject message(InboxStore.Item item) {
    Notice notice = Wording.of(item.kind(), item.params());
    JsonObject message =
        new JsonObject()
            .put("id", item.place().text())
            .put("kind", item.kind().text())
            .put("at", Micros.text(item.place().atUs()))
            .put("read", item.isRead())
            .put("title", notice.title())
            .put("titleEn", notice.titleEn())
            .put("text", notice.text())
            .put("textEn", notice.textEn());
    return item.isOfFiling() ? message.put("filingId", item.place().id().toString()) : message;
  }

  private void markMessagesRead(RoutingContext ctx) {
    Optional<Place> place =
        Place.of(requireNonNull(ctx.body().asJsonObject()).getString("through"));
    if (place.isEmpty() || place.get().atUs() > Micros.of(clock.instant().plus(CLOCKS_APART))) {
      unknownPlace(ctx, "/through");
      return;
    }
    store
        .markRead(person(ctx), place.get())
        .onSuccess(done -> ctx.response().setStatusCode(204).end())
        .onFailure(ctx::fail);
  }

  private static void unknownPlace(RoutingContext ctx, String pointer) {
    Problems.answer(
        ctx.response(),
        Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.")
            .withFaults(
                List.of(
                    new Problem.Fault(
                        pointer,
                        "unknown-cursor",
                        "Cần mã của một thông báo đã nhận được.",
                        "Expected the id of a message that was listed."))));
  }
}
