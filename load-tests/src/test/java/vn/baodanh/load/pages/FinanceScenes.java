package vn.baodanh.load.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What both services say to finance staff, for each state of the pages. */
final class FinanceScenes {
  /** Of whatever is shown by itself. */
  static final String ID = "0198a2b3-11c2-7e55-8a01-0c9e7d5b1a42";

  private static final String ALL =
      "GET /v1/(days|calendars|differences|settlements|refunds|payouts|ledger).*";
  private static final String REFUNDS = "GET /v1/refunds";
  private static final String LONGEST = "W".repeat(60) + " Nguyễn Thị Minh Châu".repeat(20);
  private static final long MOST = 9_007_199_254_740_991L;
  private static final long LARGE = 1_000;

  /** What people, platforms and banks write. */
  private static final Set<String> FREE =
      Set.of(
          "text",
          "note",
          "reason",
          "name",
          "raw",
          "lineText",
          "message",
          "reference",
          "transactionNo",
          "resultCode",
          "requestId",
          "object",
          "action");

  private FinanceScenes() {}

  static Answers of(FinanceState state) {
    return switch (state) {
      case EMPTY -> with(read("finance-empty.json"));
      case LOADING -> with(new JsonObject()).neverAnswer(ALL);
      case REFUSED ->
          with(new JsonObject())
              .refuse(
                  ALL,
                  403,
                  "role-missing",
                  "Không có quyền thực hiện việc này.",
                  "This may not be done with these roles.");
      case UNAVAILABLE ->
          with(new JsonObject())
              .refuse(
                  ALL,
                  503,
                  "unavailable",
                  "Hệ thống đang bận. Xin gửi lại y như cũ sau ít giây.",
                  "The system is not available right now.");
      case FULL -> with(read("finance-full.json"));
      case LONGEST -> with(changed(read("finance-full.json"), LONGEST, MOST));
      case HOSTILE -> with(changed(read("finance-full.json"), Scenes.HOSTILE, LARGE));
    };
  }

  /** Of that which is so manieth in the list of refunds: each of another state. */
  static String refund(int number) {
    return "%08d%s".formatted(number, ID.substring(8));
  }

  /** The difference of the full state, as it is where money has left that may be a payout's. */
  static String differenceThatMayBeAPayout() {
    return read("finance-full.json")
        .getJsonObject("GET /v1/differences/17")
        .put("resolutions", new JsonArray().add("paid-out"))
        .encode();
  }

  /** Somebody with every role, and these answers by method and path. */
  private static Answers with(JsonObject byRequest) {
    var answers = signedIn("finance", "finance-approver", "auditor");
    byRequest.forEach(
        one -> answers.say(Pattern.quote(one.getKey()), 200, one.getValue().toString()));
    byRequest
        .getJsonObject(REFUNDS, new JsonObject())
        .getJsonArray("refunds", new JsonArray())
        .forEach(one -> sayOf((JsonObject) one, answers));
    return answers;
  }

  private static void sayOf(JsonObject refund, Answers answers) {
    answers.say(Pattern.quote(REFUNDS + "/" + refund.getString("id")), 200, refund.encode());
  }

  /** Somebody of finance, with these roles. */
  static Answers signedIn(String... roles) {
    return new Answers()
        .say(
            "GET /v1/session",
            200,
            new JsonObject()
                .put("signedIn", true)
                .put("person", Scenes.PERSON)
                .put("name", "Nguyễn Thị Minh Châu")
                .encode())
        .say(
            "POST /v1/staff/payment-token",
            200,
            new JsonObject()
                .put("token", "a.b.c")
                .put("expiresAt", "2026-07-15T01:05:00.000000Z")
                .put("roles", new JsonArray(java.util.List.of(roles)))
                .encode());
  }

  /** Somebody who is signed in and has no role. */
  static Answers withoutRole() {
    return signedIn()
        .refuse(
            "POST /v1/staff/payment-token",
            403,
            "role-missing",
            "Bạn chưa được giao vai trò cho việc này.",
            "You have no role for this.");
  }

  private static JsonObject read(String name) {
    try (var in = FinanceScenes.class.getResourceAsStream(name)) {
      return new JsonObject(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with this in every free text, and amounts at least as large as this. */
  private static JsonObject changed(JsonObject json, String text, long amount) {
    var changed = new JsonObject();
    json.forEach(
        one -> changed.put(one.getKey(), changed(one.getKey(), one.getValue(), text, amount)));
    return changed;
  }

  private static Object changed(String name, Object value, String text, long amount) {
    Function<Object, Object> inside = one -> changed(name, one, text, amount);
    return switch (value) {
      case JsonObject object -> changed(object, text, amount);
      case JsonArray array -> new JsonArray(array.stream().map(inside).toList());
      case String _ when FREE.contains(name) -> text;
      case Number number when Math.abs(number.longValue()) > LARGE ->
          Math.max(amount, number.longValue());
      default -> value;
    };
  }
}
