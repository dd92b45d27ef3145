package vn.baodanh.registration.season;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.baodanh.registration.filing.ExamRegistration;
import vn.baodanh.registration.filing.ExamRegistrationReader;
import vn.baodanh.registration.filing.Faulty;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.PriorityArea;
import vn.baodanh.registration.filing.Read;
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.filing.Units;

/**
 * The forms of a season's tables and what becomes of them when something in them is changed. Every
 * form but the pupil's says how it differs from that.
 */
final class ExampleForms {
  /** Schools 001 and 002, in KV2, and point 901 in every department that the season knows. */
  private final Units units;

  private final Rules rules;
  private final Map<String, Map<String, String>> itemsByForm = new HashMap<>();

  ExampleForms(Rules rules, List<RuleTable> tables) {
    this.rules = rules;
    this.units =
        new Units() {
          @Override
          public boolean has(String department, String unit) {
            return rules.codes().hasDepartment(department)
                && List.of("001", "002", "901").contains(unit);
          }

          @Override
          public Optional<PriorityArea> area(String department, String unit) {
            return unit.equals("002") ? Optional.of(PriorityArea.KV2) : Optional.empty();
          }
        };
    for (var table : tables) {
      if (table.title().startsWith("Form: ")) {
        var items = new LinkedHashMap<>(itemsByForm.getOrDefault("pupil", Map.of()));
        table.rows().forEach(row -> put(items, row.cell("item"), row.cell("value")));
        itemsByForm.put(table.title().substring("Form: ".length()), items);
      }
    }
  }

  /** What the season says of a form after these changes, each {@code item = value}. */
  String verdict(String form, String changes) {
    var items = new LinkedHashMap<>(itemsByForm.get(form));
    for (var change : changes.isEmpty() ? new String[0] : changes.split("; ")) {
      var parts = change.split(" = ", 2);
      put(items, parts[0], parts[1]);
    }
    var receivedAt = OffsetDateTime.parse(items.remove("received")).toInstant();
    return switch (ExamRegistrationReader.read(body(items).toBuffer().getBytes())) {
      case Faulty<ExamRegistration>(var faults) -> words(faults);
      case Read<ExamRegistration>(var registration) -> {
        var judgement = rules.judge(registration, units, receivedAt);
        yield words(judgement.faults()) + warnings(judgement.warnings());
      }
    };
  }

  private static void put(Map<String, String> items, String item, String value) {
    if (value.equals("none")) {
      items.keySet().removeIf(name -> name.equals(item) || name.startsWith(item + "."));
    } else {
      items.put(item, value);
    }
  }

  private static String words(List<FieldFault> faults) {
    return faults.isEmpty()
        ? "allowed"
        : faults.stream().map(fault -> fault.code() + " " + fault.pointer()).collect(joining("; "));
  }

  private static String warnings(List<FieldFault> warnings) {
    return warnings.isEmpty()
        ? ""
        : "; warns " + warnings.stream().map(FieldFault::code).collect(joining(" "));
  }

  private static JsonObject body(Map<String, String> items) {
    var body = new JsonObject();
    items.forEach((item, value) -> {
      var object = body;
      var path = item.split("\\.");
      for (int i = 0; i < path.length - 1; i++) {
        if (!object.containsKey(path[i])) {
          object.put(path[i], new JsonObject());
        }
        object = object.getJsonObject(path[i]);
      }
      object.put(path[path.length - 1], value(item, value));
    });
    return body;
  }

  private static Object value(String item, String text) {
    return switch (item) {
      case "subjects" -> new JsonArray(List.of(text.split(" ")));
      case "languageExemption" -> {
        var parts = text.split(" ");
        yield new JsonObject()
            .put("certificate", parts[0])
            .put("score", parts[1])
            .put("issuedOn", parts[2]);
      }
      case "preservedScores" ->
          new JsonArray(
              Stream.of(text.split(", "))
                  .map(one -> one.split(" "))
                  .map(parts -> new JsonObject().put("subject", parts[0]).put("score", parts[1]))
                  .toList());
      case "residence.over18MonthsInArea1" -> Boolean.valueOf(text);
      default -> text;
    };
  }
}
