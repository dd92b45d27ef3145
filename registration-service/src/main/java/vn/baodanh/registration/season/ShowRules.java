package vn.baodanh.registration.season;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code GET /v1/season/rules}: what of the season's rules a form needs, or a program that ranks;
 * the same all season.
 */
public final class ShowRules implements Handler<RoutingContext> {
  private static final List<String> SHOWN =
      List.of("season", "rulesVersion", "preferences", "methods", "fee", "exam", "scoring");

  private final Buffer answer;

  /**
   * @param season whose rules are known
   */
  public ShowRules(String season) {
    this.answer = answer(RulesFile.json(season)).toBuffer();
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .end(answer);
  }

  private static JsonObject answer(JsonObject file) {
    var groups = new TreeSet<>(file.getJsonObject("scoring").getJsonObject("groups").fieldNames());
    var answer =
        new JsonObject()
            .put("stepUp", file.getJsonObject("stepUp").getString("by"))
            .put("priorityGroups", new JsonArray(groups.stream().toList()));
    for (var name : SHOWN) {
      answer.put(name, file.getValue(name));
    }
    return answer;
  }
}
