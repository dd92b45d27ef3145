package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Requests that read, made from the contract, with parameters that are as it says, or are not. The
 * same seed gives the same ones.
 */
final class ParameterMutations {
  /**
   * One of them.
   *
   * @param isValid whether every parameter is as the contract says
   */
  record Mutant(Operation operation, Call call, boolean isValid) {}

  private record Value(String text, boolean isValid) {}

  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "0",
          "1",
          "50",
          "51",
          "200",
          "201",
          "1000",
          "1001",
          "32767",
          "32768",
          "-1",
          "-0",
          "1.0",
          "1e2",
          "0x10",
          "1_0",
          "9223372036854775807",
          "9223372036854775808",
          "9".repeat(400),
          "NaN",
          "null",
          "true",
          "BKA",
          "bka",
          "B",
          "ABCDEFGHIJK",
          "BKA\n",
          "bách khoa",
          "Đại học",
          "\u0000",
          "\u0301",
          "\uD835\uDD38",
          "x".repeat(100),
          "x".repeat(101),
          "x".repeat(121),
          "MA",
          "A-_9",
          "../..",
          "%",
          "%00",
          "' OR 1=1 --",
          "<script>",
          "a&b=c",
          "a;b",
          "#",
          "?",
          "[]",
          "{\"a\":1}");

  private static final List<String> MALFORMED =
      List.of("limit=%zz", "%", "q=%ff%fe", "q=%", "&&&", "=", "=x", "limit", "after=%00", "q=a=b");

  private static final List<String> CACHED =
      List.of("*", "\"x\"", "W/\"x\"", "", ",,,", "\"", "x".repeat(1_000), "x".repeat(1_001));

  private final SplittableRandom random;
  private final List<Operation> operations;
  private final List<String> objects;

  /**
   * @param operations those that read
   * @param objects ids for a path that names one, some of them odd
   */
  ParameterMutations(long seed, List<Operation> operations, List<String> objects) {
    this.random = new SplittableRandom(seed);
    this.operations = operations;
    this.objects = objects;
  }

  Mutant next() {
    Operation operation = pick(operations);
    boolean valid = true;
    String target = operation.path();
    for (JsonObject parameter : operation.parameters("path")) {
      Value value = value(operation, parameter, pick(objects));
      target = target.replace("{" + parameter.getString("name") + "}", encoded(value.text()));
      valid &= value.isValid();
    }
    List<String> query = new ArrayList<>();
    for (JsonObject parameter : operation.parameters("query")) {
      if (random.nextInt(3) == 0) {
        Value value = value(operation, parameter, pick(ODD));
        query.add(parameter.getString("name") + "=" + encoded(value.text()));
        valid &= value.isValid();
      }
    }
    if (!query.isEmpty() && random.nextInt(10) == 0) {
      query.add(query.getFirst()); // twice
      valid = false;
    }
    if (random.nextInt(10) == 0) {
      query.add("unknown=" + encoded(pick(ODD)));
    }
    Call call = Call.get(query.isEmpty() ? target : target + "?" + String.join("&", query));
    for (JsonObject parameter : operation.parameters("header")) {
      if (random.nextInt(4) == 0) {
        Value value = value(operation, parameter, pick(CACHED));
        call = call.with(parameter.getString("name"), value.text());
        valid &= value.isValid();
      }
    }
    return new Mutant(operation, call, valid);
  }

  /** A query that is no list of names and values; what it means is left to the server. */
  Call malformed() {
    return Call.get(pick(operations).path() + "?" + pick(MALFORMED));
  }

  private static Value value(Operation operation, JsonObject parameter, String text) {
    return new Value(text, isAllowed(operation.resolved(parameter.getJsonObject("schema")), text));
  }

  /** What the contract's schemas of parameters use, no more. */
  private static boolean isAllowed(JsonObject schema, String text) {
    if (schema.getString("type").equals("integer")) {
      return text.matches("-?[0-9]{1,18}|9223372036854775807")
          && Long.parseLong(text) >= schema.getLong("minimum")
          && Long.parseLong(text) <= schema.getLong("maximum");
    }
    int length = text.codePointCount(0, text.length());
    String pattern = schema.getString("pattern", "").replaceAll("\\$$", "\\\\z");
    return length >= schema.getInteger("minLength", 0)
        && length <= schema.getInteger("maxLength", Integer.MAX_VALUE)
        && Pattern.compile(pattern).matcher(text).find();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
