package vn.baodanh.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Requests of every operation of the contract, valid but for what was done to them. The same seed
 * does the same.
 */
final class Mutations {
  /** What may stand where something else is expected. */
  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "-0",
          "1e400",
          "99999999999",
          "9223372036854775808",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"' OR 1=1 --\"",
          "\"Đ\"",
          "\"../..\"",
          "[]",
          "[[]]",
          "{}",
          "{\"a\":1}",
          "\"" + "x".repeat(3_000) + "\"");

  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "x",
          "0",
          "-1",
          "1.5",
          "99999999999999999999",
          "null",
          "a b",
          "..",
          "%",
          "\0",
          "Đ",
          "' OR 1=1 --",
          "x".repeat(1_500),
          "00000000-0000-0000-0000-000000000000",
          "7F0C2A52-97A5-8C0E-B1A9-2F6F9D2B8E01");

  private static final List<String> ODD_TYPES =
      List.of("", "text/plain", "application/xml", "application/json, text/plain", "multipart/x");

  /**
   * A request that something was done to.
   *
   * @param what was done
   * @param isBroken whether the contract surely does not allow it any more
   */
  record Mutant(Operation operation, String what, boolean isBroken, HttpRequest.Builder request) {
    @Override
    public String toString() {
      return operation.id() + ": " + what;
    }
  }

  private final SplittableRandom random;
  private final String origin;
  private final String token;
  private final Function<Operation, String> ids;
  private final List<Operation> operations;

  /**
   * @param token that may do everything
   * @param ids an id for the operation's path
   */
  Mutations(
      long seed,
      String origin,
      String token,
      List<Operation> operations,
      Function<Operation, String> ids) {
    this.random = new SplittableRandom(seed);
    this.origin = origin;
    this.token = token;
    this.operations = operations;
    this.ids = ids;
  }

  /** A request under construction: text by parameter, and the body. */
  private static final class Draft {
    final Map<String, List<String>> parameters = new TreeMap<>();
    String body = "";
    String type = "application/json";
    String authorization;
    String what = "nothing";
    boolean broken;

    Draft(String authorization) {
      this.authorization = authorization;
    }

    void did(String done, boolean breaks) {
      what = done;
      broken |= breaks;
    }
  }

  Mutant next() {
    Operation operation = pick(operations);
    Draft draft = valid(operation);
    boolean hasBody = operation.exampleBody().isPresent();
    int dice = random.nextInt(10);
    if (hasBody && dice < 6) {
      mutateBody(draft);
    } else if (hasBody && dice == 6) {
      draft.type = pick(ODD_TYPES);
      draft.did("type " + draft.type, true);
    } else if (operation.isSecured() && dice == 7) {
      draft.authorization = pick(List.of("", "Bearer", "Basic x", "Bearer x", token + "x", token));
      draft.did("authorization", true);
    } else if (!draft.parameters.isEmpty()) {
      mutateParameter(draft);
    } else {
      draft.parameters.put("query:more", List.of(pick(ODD_TEXTS)));
      draft.did("another parameter", false);
    }
    return new Mutant(operation, draft.what, draft.broken, request(operation, draft));
  }

  private Draft valid(Operation operation) {
    Draft draft = new Draft(operation.isSecured() ? "Bearer " + token : "");
    for (JsonObject parameter : operation.parameters()) {
      String place = parameter.getString("in");
      Object example =
          parameter.getValue("example", parameter.getJsonObject("schema").getValue("default"));
      if (place.equals("path")) {
        draft.parameters.put(
            "path:" + parameter.getString("name"), List.of(path(operation, example)));
      } else if (example != null) {
        draft.parameters.put(
            place + ":" + parameter.getString("name"), List.of(example.toString()));
      }
    }
    operation.exampleBody().ifPresent(body -> draft.body = fresh(body).encode());
    return draft;
  }

  private String path(Operation operation, Object example) {
    return example == null ? ids.apply(operation) : example.toString();
  }

  /** So that what is still valid is made, and not found. */
  private JsonObject fresh(JsonObject body) {
    for (String id : List.of("id", "candidateId")) {
      if (body.containsKey(id)) {
        body.put(id, new UUID(random.nextLong(), random.nextLong()).toString());
      }
    }
    return body;
  }

  private void mutateBody(Draft draft) {
    JsonObject body = new JsonObject(draft.body);
    List<String> names = new ArrayList<>(body.fieldNames());
    String name = names.isEmpty() ? "more" : pick(names);
    switch (random.nextInt(8)) {
      case 0 -> {
        body.remove(name);
        draft.body = body.encode();
        draft.did("without " + name, false);
      }
      case 1, 2, 3 -> {
        String odd = pick(ODD_VALUES);
        body.put(name, "@");
        draft.body = body.encode().replace("\"@\"", odd);
        draft.did(name + " is " + shown(odd), false);
      }
      case 4 -> {
        draft.body = draft.body.replaceFirst("}$", (names.isEmpty() ? "" : ",") + "\"more\":1}");
        draft.did("one member more", true);
      }
      case 5 -> {
        draft.body = draft.body.substring(0, random.nextInt(draft.body.length()));
        draft.did("cut off", true);
      }
      case 6 -> {
        byte[] bytes = draft.body.getBytes(UTF_8);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
        draft.body = new String(bytes, UTF_8);
        draft.did("one bit", false);
      }
      default -> {
        draft.body =
            pick(
                List.of(
                    "[]",
                    "null",
                    "1",
                    "\"\"",
                    "[" + draft.body + "]",
                    draft.body + "{",
                    "[".repeat(2_000),
                    "x".repeat(70_000)));
        draft.did("another body " + shown(draft.body), true);
      }
    }
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(40, text.length()));
  }

  private void mutateParameter(Draft draft) {
    String name = pick(new ArrayList<>(draft.parameters.keySet()));
    String so = draft.parameters.get(name).getFirst();
    String odd = pick(ODD_TEXTS);
    boolean isHeader = name.startsWith("header:");
    List<String> values =
        switch (random.nextInt(4)) {
          case 0 -> name.startsWith("path:") ? List.of(odd) : List.of();
          case 1 -> name.startsWith("path:") ? List.of(so + odd) : List.of(so, so);
          default -> List.of(isHeader ? so + odd : odd);
        };
    draft.parameters.put(
        name, isHeader ? values.stream().map(Mutations::printable).toList() : values);
    draft.did(name + " is " + values, false);
  }

  /** The JDK's client sends nothing else in a header. */
  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  private HttpRequest.Builder request(Operation operation, Draft draft) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    HttpRequest.Builder request = HttpRequest.newBuilder();
    for (var parameter : draft.parameters.entrySet()) {
      String[] place = parameter.getKey().split(":", 2);
      for (String value : parameter.getValue()) {
        switch (place[0]) {
          case "path" -> path = path.replace("{" + place[1] + "}", encoded(value));
          case "query" -> query.add(place[1] + "=" + encoded(value));
          default -> request.header(place[1], value);
        }
      }
    }
    if (!draft.authorization.isEmpty()) {
      request.header("Authorization", draft.authorization);
    }
    if (operation.method().equals("GET")) {
      request.GET();
    } else {
      if (!draft.type.isEmpty()) {
        request.header("Content-Type", draft.type);
      }
      request.method(operation.method(), HttpRequest.BodyPublishers.ofString(draft.body));
    }
    String asked = query.isEmpty() ? "" : "?" + String.join("&", query);
    return request.uri(URI.create(origin + path + asked));
  }

  private static String encoded(String text) {
    return Arrays.stream(URLEncoder.encode(text, UTF_8).split("\\+", -1))
        .collect(Collectors.joining("%20"));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
