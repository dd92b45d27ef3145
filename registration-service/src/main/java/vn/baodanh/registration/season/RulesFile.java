package vn.baodanh.registration.season;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.AdmissionMethods;
import vn.baodanh.registration.filing.Fee;
import vn.baodanh.registration.filing.InstitutionRules;
import vn.baodanh.registration.filing.PreferenceRules;
import vn.baodanh.registration.filing.PriorityArea;
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.filing.Scoring;
import vn.baodanh.registration.filing.StepUpRule;
import vn.baodanh.registration.filing.Vnd;

/** The rules of a season, from the file of its year: a new season is a new file. */
public final class RulesFile {
  private RulesFile() {}

  /**
   * Reads the rules of this season.
   *
   * @throws IllegalArgumentException when there is no such season, or a rule is missing
   */
  public static Rules read(String season) {
    return rules(json(season));
  }

  /** The file as it is; throws as {@link #read}. */
  static JsonObject json(String season) {
    try (var in = RulesFile.class.getResourceAsStream("/season/" + season + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("no rules for the season " + season);
      }
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rules rules(JsonObject file) {
    int year = required(file, "year", Integer.class);
    var methods = required(file, "methods", JsonObject.class);
    return new Rules(
        required(file, "season", String.class),
        required(file, "rulesVersion", String.class),
        year,
        preferences(required(file, "preferences", JsonObject.class), codes(methods, "codes")),
        new AdmissionMethods(
            codes(methods, "codes"), methods.getInteger("mostPerInstitution", Integer.MAX_VALUE)),
        fee(required(file, "fee", JsonObject.class)),
        ExamRulesFile.read(required(file, "exam", JsonObject.class)),
        scoring(required(file, "scoring", JsonObject.class)),
        CodesFile.inForce(year),
        stepUp(required(file, "stepUp", JsonObject.class)),
        institutions(required(file, "institutions", JsonObject.class)));
  }

  private static PreferenceRules preferences(JsonObject file, Set<String> methods) {
    var early = file.getJsonObject("earlyFields");
    return new PreferenceRules(
        required(file, "most", Integer.class),
        required(file, "methodNamed", Boolean.class)
            ? new PreferenceRules.Naming(methods, codes(file, "groupNeededBy"))
            : null,
        early == null
            ? null
            : new PreferenceRules.Early(
                required(early, "prefix", String.class),
                required(early, "lastPlace", Integer.class)));
  }

  private static Fee fee(JsonObject file) {
    return new Fee(
        new Vnd(required(file, "each", Integer.class)),
        file.containsKey("chargedMethods") ? codes(file, "chargedMethods") : Set.of());
  }

  private static Scoring scoring(JsonObject file) {
    var pointsByGroup = new HashMap<String, BigDecimal>();
    for (var group : required(file, "groups", JsonObject.class)) {
      pointsByGroup.put(group.getKey(), new BigDecimal((String) group.getValue()));
    }
    Map<PriorityArea, BigDecimal> pointsByArea = new EnumMap<>(PriorityArea.class);
    var areas = required(file, "areas", JsonObject.class);
    for (var area : PriorityArea.values()) {
      pointsByArea.put(area, new BigDecimal(required(areas, area.text(), String.class)));
    }
    return new Scoring(
        pointsByGroup,
        pointsByArea,
        file.getInteger("areaYears"),
        decimal(file, "shrinksFrom"),
        decimal(file, "mostBonus"),
        decimal(file, "floor"));
  }

  private static StepUpRule stepUp(JsonObject file) {
    String by = required(file, "by", String.class);
    return switch (by) {
      case "none" -> new StepUpRule.None();
      case "portal" ->
          new StepUpRule.Portal(
              required(file, "acr", String.class),
              Duration.ofSeconds(required(file, "maxAgeS", Integer.class)));
      case "code" ->
          new StepUpRule.Code(Duration.ofSeconds(required(file, "goodForS", Integer.class)));
      default -> throw new IllegalArgumentException("stepUp by " + by);
    };
  }

  private static InstitutionRules institutions(JsonObject file) {
    return new InstitutionRules(
        required(file, "readBeforeClose", Boolean.class),
        required(file, "seePlaces", Boolean.class));
  }

  private static @Nullable BigDecimal decimal(JsonObject file, String name) {
    return file.containsKey(name) ? new BigDecimal(required(file, name, String.class)) : null;
  }

  static Set<String> codes(JsonObject file, String name) {
    return required(file, name, JsonArray.class).stream()
        .map(String.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }

  static <T> T required(JsonObject file, String name, Class<T> type) {
    if (type.isInstance(file.getValue(name))) {
      return type.cast(file.getValue(name));
    }
    throw new IllegalArgumentException("the rules lack " + name + ": " + file.encode());
  }
}
