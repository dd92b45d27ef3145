package vn.baodanh.registration.season;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What a window is from one moment on. Versions are only ever added, so every receipt time has the
 * windows that were in force then, whoever asks and whenever.
 *
 * @param department the department's code whose candidates it is for; empty for the whole country
 * @param replaces the national window that does not hold for this department beside it; empty if it
 *     is one more
 * @param version counts from 1 for each window
 * @param effectiveAt the first moment that is judged by it; later than that of the version before
 */
public record WindowVersion(
    Window window, String department, String replaces, int version, Instant effectiveAt) {
  public boolean isNational() {
    return department.isEmpty();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", window.id())
        .put("step", window.step())
        .put("opens", window.opens().toString())
        .put("closes", window.closes().toString())
        .put("hidden", window.hidden())
        .put("department", department)
        .put("replaces", replaces)
        .put("version", version)
        .put("effectiveAt", effectiveAt.toString());
  }

  static WindowVersion of(JsonObject json) {
    var window =
        new Window(
            json.getString("id"),
            json.getString("step"),
            Instant.parse(json.getString("opens")),
            Instant.parse(json.getString("closes")),
            json.getBoolean("hidden"));
    return new WindowVersion(
        window,
        json.getString("department"),
        json.getString("replaces"),
        json.getInteger("version"),
        Instant.parse(json.getString("effectiveAt")));
  }
}
