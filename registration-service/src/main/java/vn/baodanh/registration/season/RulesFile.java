package vn.baodanh.registration.season;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import vn.baodanh.registration.filing.Rules;

/** The rules of a season, from the file of its year: a new season is a new file. */
public final class RulesFile {
  /**
   * Reads the rules of this season.
   *
   * @throws IllegalArgumentException when there is no such season, or a rule is missing
   */
  public static Rules read(String season) {
    try (var in = RulesFile.class.getResourceAsStream("/season/" + season + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("no rules for the season " + season);
      }
      var rules = new JsonObject(Buffer.buffer(in.readAllBytes()));
      return new Rules(
          required(rules, "season", String.class),
          required(rules, "rulesVersion", String.class),
          required(rules, "maxPreferences", Integer.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T required(JsonObject rules, String name, Class<T> type) {
    if (type.isInstance(rules.getValue(name))) {
      return type.cast(rules.getValue(name));
    }
    throw new IllegalArgumentException("the rules " + rules.encode() + " lack " + name);
  }

  private RulesFile() {}
}
