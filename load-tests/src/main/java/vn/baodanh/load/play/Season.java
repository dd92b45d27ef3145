package vn.baodanh.load.play;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import vn.baodanh.load.candidate.Programme;
import vn.baodanh.load.receipt.PublicKeys;

/**
 * What a candidate reads before filing: the calendar, the catalogue, the keys of the log.
 *
 * @param preferences the whole country's window for preferences, which is open
 */
record Season(Shown preferences, List<Programme> programmes, PublicKeys keys) {

  /** A window as it is shown. */
  record Shown(String id, int version) {}

  static Season read(Api api) throws IOException {
    var season = read(api, "/v1/season");
    var now = season.getInstant("serverTime");
    var windows = season.getJsonArray("windows");
    var open =
        windows.stream()
            .map(JsonObject.class::cast)
            .filter(window -> window.getString("step").equals("preferences"))
            .filter(window -> !window.containsKey("department"))
            .filter(window -> !now.isBefore(window.getInstant("opens")))
            .filter(window -> now.isBefore(window.getInstant("closes")))
            .findFirst()
            .orElseThrow(
                () -> new IOException("No window for preferences is open: " + season.encode()));
    return new Season(
        new Shown(open.getString("id"), open.getInteger("version")),
        programmes(api),
        PublicKeys.published(read(api, "/v1/log/heads").getJsonArray("keys")));
  }

  private static List<Programme> programmes(Api api) throws IOException {
    var institutions = new HashSet<String>();
    var programmes = new ArrayList<Programme>();
    for (var page : pages(api, "/v1/catalogue/institutions")) {
      var items = page.getJsonArray("institutions");
      for (int i = 0; i < items.size(); i++) {
        institutions.add(items.getJsonObject(i).getString("code"));
      }
    }
    for (var page : pages(api, "/v1/catalogue/programmes")) {
      var items = page.getJsonArray("programmes");
      for (int i = 0; i < items.size(); i++) {
        var item = items.getJsonObject(i);
        programmes.add(
            new Programme(
                item.getString("institutionCode"),
                item.getString("programmeCode"),
                item.getString("fieldCode")));
      }
    }
    for (var programme : programmes) {
      if (!institutions.contains(programme.institutionCode())) {
        throw new IOException("A programme of an unlisted institution: " + programme);
      }
    }
    return programmes;
  }

  private static List<JsonObject> pages(Api api, String path) throws IOException {
    var pages = new ArrayList<JsonObject>();
    pages.add(read(api, path + "?limit=200"));
    while (pages.getLast().containsKey("next")) {
      pages.add(read(api, path + "?limit=200&after=" + pages.getLast().getString("next")));
    }
    return pages;
  }

  private static JsonObject read(Api api, String path) throws IOException {
    var reply = api.getPublic(path);
    if (reply.status() != 200) {
      throw new IOException("GET " + path + " answered " + reply);
    }
    return reply.body();
  }
}
