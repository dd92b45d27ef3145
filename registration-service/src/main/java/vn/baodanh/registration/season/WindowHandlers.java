package vn.baodanh.registration.season;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vn.baodanh.registration.approval.Draft;
import vn.baodanh.registration.approval.Effect;
import vn.baodanh.registration.approval.ProposalHandlers;
import vn.baodanh.registration.approval.Proposals;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.following.Versions;
import vn.baodanh.registration.message.Messages;
import vn.baodanh.registration.person.Actor;

/** Windows over HTTP, for operators: what there is, and what shall become of it. */
public final class WindowHandlers {
  private static final UUID NOT_PROPOSED = new UUID(0, 0);

  private final Supplier<Season> season;
  private final Clock clock;

  public WindowHandlers(Supplier<Season> season, Clock clock) {
    this.season = season;
    this.clock = clock;
  }

  /**
   * What approved proposals do, by their kinds.
   *
   * @param clockIsOff whether this node cannot say what time it is
   * @param versions of windows, foretold before they are added
   */
  public static Map<String, Effect> effects(
      Rules rules, Clock clock, BooleanSupplier clockIsOff, Messages messages, Versions versions) {
    return Map.of(
        WindowChanges.KIND,
        new WindowChanges(rules, clock, clockIsOff, messages, versions).effect());
  }

  public Map<String, Handler<RoutingContext>> byOperation(Proposals proposals) {
    return Map.of(
        "listWindows",
        this::listWindows,
        "proposeWindowChange",
        ctx -> proposeWindowChange(ctx, proposals));
  }

  private void listWindows(RoutingContext ctx) {
    var list = new JsonArray();
    season.get().versions().forEach(version -> list.add(json(version)));
    ctx.json(new JsonObject().put("serverTime", text(clock.instant())).put("windows", list));
  }

  /** Refuses at once what would not fit if it were approved now. */
  private void proposeWindowChange(RoutingContext ctx, Proposals proposals) {
    JsonObject body = requireNonNull(ctx.body().asJsonObject());
    WindowChange change = WindowChange.of(body);
    var draft =
        new Draft(
            WindowChanges.KIND,
            body,
            body.getString("note"),
            requireNonNull(ctx.request().getHeader("Idempotency-Key")));
    Runnable fits =
        () ->
            WindowChanges.changed(
                season.get(), change, WindowChanges.effectAfter(clock.instant()), NOT_PROPOSED);
    ProposalHandlers.answer(ctx, 202, proposals.propose(draft, Actor.of(ctx), fits));
  }

  private static JsonObject json(WindowVersion version) {
    Window window = version.window();
    var json =
        new JsonObject()
            .put("id", window.id())
            .put("version", version.version())
            .put("step", window.step())
            .put("opens", text(window.opens()))
            .put("closes", text(window.closes()))
            .put("hidden", window.hidden())
            .put("effectiveAt", text(version.effectiveAt()));
    if (!version.isNational()) {
      json.put("department", version.department());
    }
    return version.replaces().isEmpty() ? json : json.put("replaces", version.replaces());
  }

  private static String text(Instant instant) {
    return Micros.text(Micros.of(instant));
  }
}
