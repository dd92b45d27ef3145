package vn.baodanh.registration.season;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import vn.baodanh.registration.filing.Micros;

/** {@code GET /v1/season}: what is open, and the time by which the service judges. */
public final class ShowSeason implements Handler<RoutingContext> {
  private final Supplier<Season> season;
  private final Clock clock;

  public ShowSeason(Supplier<Season> season, Clock clock) {
    this.season = season;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(answer(season.get()).toBuffer());
  }

  private JsonObject answer(Season now) {
    var windows = new JsonArray();
    Instant serverTime = clock.instant();
    now.shown(serverTime).forEach(version -> windows.add(json(version)));
    return new JsonObject()
        .put("season", now.code())
        .put("trial", now.isTrial())
        .put("rulesVersion", now.rules().rulesVersion())
        .put("serverTime", text(serverTime))
        .put("maxPreferences", now.rules().maxPreferences())
        .put("windows", windows);
  }

  private static JsonObject json(WindowVersion version) {
    Window window = version.window();
    var json =
        new JsonObject()
            .put("id", window.id())
            .put("version", version.version())
            .put("step", window.step())
            .put("opens", text(window.opens()))
            .put("closes", text(window.closes()));
    if (!version.isNational()) {
      json.put("department", version.department());
    }
    return version.replaces().isEmpty() ? json : json.put("replaces", version.replaces());
  }

  private static String text(Instant instant) {
    return Micros.text(Micros.of(instant));
  }
}
