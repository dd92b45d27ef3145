package vn.baodanh.load.pages;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the service says, and the device holds, for each state of the pages. */
final class Scenes {
  static final String PERSON = "01981d0e-6f5c-7d3a-9a54-6f0f3c6f4f11";

  /** If it became markup, it would run, or load something that nobody has. */
  static final String HOSTILE =
      "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script>\"'&lt;b&gt;${7*7}";

  private static final String FILING = "01981d0e-6f5c-7d3a-9a54-6f0f3c6f4f22";
  private static final String ME = "GET /v1/me/.*";

  private Scenes() {}

  static Answers of(State state) {
    var answers = common();
    return switch (state) {
      case EMPTY -> answers;
      case LOCAL_ONLY -> answers.neverAnswer("PUT /v1/me/preferences");
      case REFUSED ->
          answers.refuse(
              "GET /v1/payment-links/.*",
              410,
              "link-over",
              "Liên kết này không còn dùng được. Hãy xin thí sinh một liên kết mới.",
              "This link is over. Ask the candidate for a new one.");
      case LOADING -> answers.neverAnswer(ME).neverAnswer("GET /v1/payment-links/.*");
      case UNAVAILABLE -> unavailable(answers);
      case FILED -> filed(answers, false);
      case CLOSED -> closed(filed(answers, false));
      case LONGEST -> filed(answers, true);
    };
  }

  /** A filing that was not sent, or not taken. */
  private static Optional<JsonObject> outbox(State state) {
    var body = new JsonObject().put("preferences", preferences(3, false));
    var item =
        new JsonObject()
            .put("key", "6b1f6f0e-3d0e-4a53-8f7a-5f9d2a4b8c01")
            .put("person", PERSON)
            .put("kind", "preferences")
            .put("body", body)
            .put("version", "0")
            .put("madeAt", 1)
            .put("tries", 3)
            .put("due", 4102444800000L);
    return switch (state) {
      case LOCAL_ONLY -> Optional.of(item.put("state", "waiting"));
      case REFUSED ->
          Optional.of(
              item.put("state", "refused")
                  .put(
                      "problem",
                      new JsonObject(
                          """
                          {"status": 422, "code": "rules",
                           "title": "Hồ sơ trái với quy định của đợt tuyển sinh.",
                           "titleEn": "What was filed breaks a rule of the season.",
                           "faults": [{"pointer": "/preferences/1", "code": "unknown-programme",
                             "title": "Nguyện vọng 2: không có ngành này.",
                             "titleEn": "Preference 2: there is no such programme."}]}
                          """)));
      case EMPTY, LOADING, FILED, UNAVAILABLE, CLOSED, LONGEST -> Optional.empty();
    };
  }

  /** What is on the device, by the names of its stores. */
  static JsonObject device(State state) {
    var checked = new JsonObject().put("key", FILING).put("ok", true).put("at", 1);
    var device = new JsonObject().put("checked", checked);
    outbox(state).ifPresent(item -> device.put("outbox", item));
    if (state == State.CLOSED) {
      var value =
          new JsonObject().put("list", preferences(2, false)).put("version", "1784023199999871");
      device.put(
          "drafts", new JsonObject().put("key", PERSON + " preferences").put("value", value));
    }
    return device;
  }

  private static Answers common() {
    return new Answers()
        .say(
            "GET /v1/session",
            200,
            new JsonObject()
                .put("signedIn", true)
                .put("person", PERSON)
                .put("name", "Nguyễn Thị Minh Châu")
                .put("dateOfBirth", "2008-02-29")
                .put("citizenNumber", "001308012345")
                .put("expiresAt", in(2, ChronoUnit.HOURS))
                .encode())
        .say("GET /v1/season", 200, season(-1, 3).encode())
        .say("GET /v1/me/exam-registration", 200, "{\"version\":\"0\",\"status\":\"none\"}")
        .say(
            "GET /v1/me/exam-registration/prefill",
            200,
            "{\"status\":\"none\",\"registration\":{}}")
        .say(
            "GET /v1/me/preferences",
            200,
            "{\"version\":\"0\",\"status\":\"none\",\"preferences\":[]}")
        .say("GET /v1/me/filings", 200, "{\"filings\":[]}")
        .say("GET /v1/me/messages", 200, "{\"messages\":[]}")
        .say("PUT /v1/me/messages/read", 204, "")
        .say("GET /v1/me/bill", 200, bill("none", false).encode())
        .say("GET /v1/me/bill/payments", 200, "{\"payments\":[]}")
        .say("GET /v1/me/bill/links", 200, "{\"links\":[]}")
        .say(
            "GET /v1/payment-links/.*",
            200,
            "{\"reference\":\"7K3M9XQ2T5RN\",\"amount\":45000,\"status\":\"to-pay\",\"payableUntil\":\"2026-12-01T10:00:00.000000Z\"}");
  }

  private static Answers closed(Answers answers) {
    var bill = bill("to-pay", false);
    bill.getJsonObject("window").put("status", "closed").put("closes", in(-1, ChronoUnit.DAYS));
    return answers
        .say("GET /v1/season", 200, season(-10, -1).encode())
        .say("GET /v1/me/bill", 200, bill.encode())
        .say(
            "GET /v1/payment-links/.*",
            200,
            "{\"reference\":\"7K3M9XQ2T5RN\",\"amount\":45000,\"status\":\"closed\"}");
  }

  private static Answers unavailable(Answers answers) {
    for (var request : new String[] {ME, "GET /v1/payment-links/.*"}) {
      answers.refuse(
          request,
          503,
          "unavailable",
          "Chưa đọc được sổ. Hồ sơ đã nhận vẫn được giữ.",
          "The record cannot be read right now. What was received is kept.");
    }
    return answers;
  }

  private static Answers filed(Answers answers, boolean longest) {
    var list = preferences(longest ? 15 : 3, longest);
    var recorded =
        new JsonObject()
            .put("version", "1784023199999871")
            .put("status", "recorded")
            .put("filingId", FILING)
            .put("receivedAt", in(-3, ChronoUnit.DAYS))
            .put("recordedAt", in(-3, ChronoUnit.DAYS));
    var form = registration(longest);
    answers
        .say("GET /v1/me/preferences", 200, currentList(recorded, list, longest).encode())
        .say(
            "GET /v1/me/exam-registration", 200, recorded.copy().put("registration", form).encode())
        .say("GET /v1/me/filings", 200, filings(list, form, longest).encode())
        .say("GET /v1/me/messages", 200, messages(longest).encode())
        .say("GET /v1/me/bill", 200, bill(longest ? "to-pay" : "paid", longest).encode())
        .say("GET /v1/me/bill/payments", 200, payments().encode())
        .say("GET /v1/me/bill/links", 200, links().encode())
        .say("GET /v1/payment-links/.*", 200, link(longest ? "to-pay" : "paid", longest));
    return longest
        ? answers
            .say("GET /v1/session", 200, longestSession().encode())
            .say("GET /v1/catalogue/programmes", 200, programmes(list).encode())
            .say("GET /v1/catalogue/institutions", 200, institutions(list).encode())
        : answers;
  }

  private static JsonObject currentList(JsonObject recorded, JsonArray list, boolean longest) {
    var current = recorded.copy().put("preferences", list);
    return longest ? current : current.put("paidAt", in(-1, ChronoUnit.DAYS));
  }

  static String in(long amount, ChronoUnit unit) {
    return Instant.now()
        .plus(amount, unit)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace("Z", ".123456Z");
  }

  private static JsonObject season(int opened, int closes) {
    var windows = new JsonArray();
    for (var step : new String[] {"exam-registration", "preferences", "payment"}) {
      windows.add(
          new JsonObject()
              .put("id", "2026-" + step)
              .put("version", 1)
              .put("step", step)
              .put("opens", in(opened, ChronoUnit.DAYS))
              .put("closes", in(closes, ChronoUnit.DAYS)));
    }
    return new JsonObject()
        .put("season", "2026")
        .put("trial", false)
        .put("rulesVersion", "2026.1")
        .put("serverTime", in(0, ChronoUnit.DAYS))
        .put("maxPreferences", 15)
        .put("windows", windows);
  }

  private static JsonArray preferences(int count, boolean longest) {
    var codes = new String[] {"BKA IT1", "QHI CN1", "BKA EE1"};
    var list = new JsonArray();
    for (int i = 0; i < count; i++) {
      var pair =
          longest
              ? new String[] {"LONGEST0" + (i % 10), "x".repeat(38) + (10 + i)}
              : codes[i].split(" ");
      list.add(new JsonObject().put("institutionCode", pair[0]).put("programmeCode", pair[1]));
    }
    return list;
  }

  private static String longName(String name) {
    return (HOSTILE + " " + name + " chất lượng cao tăng cường tiếng Anh, liên kết quốc tế")
        .repeat(2);
  }

  private static JsonObject programmes(JsonArray list) {
    var all = new JsonArray();
    for (int i = 0; i < list.size(); i++) {
      var one = list.getJsonObject(i);
      all.add(
          one.copy()
              .put("name", longName("Kỹ thuật điều khiển và tự động hóa"))
              .put("fieldCode", "7520216")
              .put("subjectGroups", JsonArray.of("A00", "A01", "D07"))
              .put("methods", new JsonArray()));
    }
    return new JsonObject().put("version", "3c1f0d5a9b8e7d6c").put("programmes", all);
  }

  private static JsonObject institutions(JsonArray list) {
    var all = new JsonArray();
    for (int i = 0; i < 10; i++) {
      all.add(
          new JsonObject()
              .put("code", list.getJsonObject(i).getString("institutionCode"))
              .put("name", longName("Trường Đại học Công nghệ Kỹ thuật"))
              .put("programmeCount", 65));
    }
    return new JsonObject().put("version", "3c1f0d5a9b8e7d6c").put("institutions", all);
  }

  private static JsonObject longestSession() {
    return new JsonObject()
        .put("signedIn", true)
        .put("person", PERSON)
        .put("name", HOSTILE + " Công Tằng Tôn Nữ Thị Phương Thảo Nguyên Khánh Huyền")
        .put("expiresAt", in(2, ChronoUnit.HOURS));
  }

  private static JsonObject registration(boolean longest) {
    var form =
        new JsonObject(
            """
            {"departmentCode":"79","fullName":"Trần Thị Bình","sex":"female","dateOfBirth":"2008-02-29","placeOfBirth":"79",
             "ethnicity":"Kinh","identity":{"kind":"citizen","number":"079308012345"},
             "residence":{"provinceCode":"79","wardCode":"26734","address":"1 Nguyễn Huệ"},
             "schools":{"grade10":{"departmentCode":"79","schoolCode":"001"},"grade11":{"departmentCode":"79","schoolCode":"001"},
               "grade12":{"departmentCode":"79","schoolCode":"001"}},
             "className":"12A1","phone":"0912345678","purpose":"both","curriculum":"2018","programme":"general",
             "candidateKind":"pupil","examCouncilCode":"79","pointOfReceipt":"001","subjects":["TO","VA","N1","LI"],"priorityArea":"KV3"}
            """);
    if (longest) {
      for (var name :
          new String[] {"fullName", "ethnicity", "contactAddress", "email", "className", "phone"}) {
        form.put(name, HOSTILE + "n".repeat(100));
      }
      form.getJsonObject("residence").put("address", HOSTILE + "ở".repeat(150));
    }
    return form;
  }

  /** What the service says of somebody whose registration is recorded. */
  static String registrationOnFile() {
    return new JsonObject()
        .put("version", "1784023199999871")
        .put("status", "recorded")
        .put("filingId", FILING)
        .put("receivedAt", in(-3, ChronoUnit.DAYS))
        .put("recordedAt", in(-3, ChronoUnit.DAYS))
        .put("registration", registration(false))
        .encode();
  }

  private static JsonObject filings(JsonArray list, JsonObject form, boolean longest) {
    var first =
        new JsonObject()
            .put("id", "01981d0e-6f5c-8d3a-9a54-6f0f3c6f4f33")
            .put("kind", "exam-registration")
            .put("status", "applied")
            .put("receivedAt", in(-9, ChronoUnit.DAYS))
            .put("recordedAt", in(-9, ChronoUnit.DAYS))
            .put("version", "1")
            .put("from", longest ? "2001:0db8:85a3:0000:0000:8a2e:0370:7334" : "203.0.113.7")
            .put("enteredBy", longest ? HOSTILE : "79-001")
            .put("registration", form);
    var second =
        first
            .copy()
            .put("id", FILING)
            .put("kind", "preferences")
            .put("receivedAt", in(-3, ChronoUnit.DAYS))
            .put("preferences", list);
    second.remove("registration");
    second.remove("enteredBy");
    var third =
        second.copy().put("status", "overtaken").put("id", "01981d0e-6f5c-8d3a-9a54-6f0f3c6f4f44");
    return new JsonObject().put("filings", JsonArray.of(first, second, third));
  }

  private static JsonObject messages(boolean longest) {
    var all = new JsonArray();
    IntStream.range(0, 3)
        .forEach(i ->
            all.add(
                new JsonObject()
                    .put("id", "AAY3naBbYAABmB0Ob1x9OppUbw88b08" + i)
                    .put("kind", "filing-applied")
                    .put("at", in(-i - 1, ChronoUnit.DAYS))
                    .put("read", i > 0)
                    .put(
                        "title",
                        longest
                            ? HOSTILE + "t".repeat(120)
                            : "Danh sách nguyện vọng đã có hiệu lực")
                    .put(
                        "titleEn",
                        longest ? HOSTILE + "t".repeat(120) : "Your list of preferences counts")
                    .put(
                        "text",
                        longest
                            ? HOSTILE.repeat(3)
                            : "Danh sách nguyện vọng của bạn đã được ghi nhận và có hiệu lực.")
                    .put(
                        "textEn",
                        longest
                            ? HOSTILE.repeat(3)
                            : "Your list of preferences was recorded and counts.")));
    return new JsonObject().put("messages", all);
  }

  private static JsonObject bill(String status, boolean longest) {
    var bill =
        new JsonObject()
            .put("status", status)
            .put("earlier", new JsonArray())
            .put("refunds", new JsonArray())
            .put("countsTheListOnFile", true)
            .put("platforms", JsonArray.of("vnpay", "momo"))
            .put(
                "window",
                new JsonObject()
                    .put("status", "open")
                    .put("opens", in(-1, ChronoUnit.DAYS))
                    .put("closes", in(3, ChronoUnit.DAYS)));
    if (status.equals("none")) {
      return bill;
    }
    var lines = new JsonArray();
    for (var code :
        longest ? new String[] {"LONGEST00", "LONGEST01"} : new String[] {"BKA", "QHI"}) {
      lines.add(
          new JsonObject()
              .put("institutionCode", code)
              .put("amount", 15000 + 15000L * lines.size()));
    }
    var one =
        new JsonObject()
            .put("id", FILING)
            .put("number", 1)
            .put("reference", longest ? HOSTILE : "7K3M9XQ2T5RN")
            .put("status", status)
            .put("amount", 45000)
            .put("fee", 15000)
            .put("preferences", 3)
            .put("lines", lines);
    if (status.equals("paid")) {
      one.put("paidAt", in(-1, ChronoUnit.DAYS))
          .put("platform", "vnpay")
          .put("paymentReference", "2607191234567890");
      var refunds = new JsonArray();
      for (var state :
          new String[] {"opened", "released", "paid", "refused", "returned", "dismissed"}) {
        refunds.add(
            new JsonObject()
                .put("paymentReference", "26071912345678A" + refunds.size())
                .put("state", state)
                .put("amount", 45000)
                .put("refunded", state.equals("paid") ? 45000 : 0)
                .put("reason", "bill-settled-otherwise")
                .put("openedAt", in(-2, ChronoUnit.DAYS))
                .put("changedAt", in(-1, ChronoUnit.DAYS)));
      }
      bill.put("refunds", refunds);
    }
    return bill.put("bill", one);
  }

  private static JsonObject payments() {
    var all = new JsonArray();
    for (var state : new String[] {"failed", "expired", "succeeded"}) {
      all.add(
          new JsonObject()
              .put("reference", "260719123456789" + all.size())
              .put("platform", "vnpay")
              .put("state", state)
              .put("amount", 45000)
              .put("createdAt", in(-1, ChronoUnit.DAYS))
              .put("expiresAt", in(-1, ChronoUnit.DAYS)));
    }
    return new JsonObject().put("payments", all);
  }

  private static String link(String status, boolean longest) {
    return new JsonObject()
        .put("reference", longest ? HOSTILE : "7K3M9XQ2T5RN")
        .put("amount", longest ? 4_500_000_000L : 45_000)
        .put("status", status)
        .put("platforms", JsonArray.of("vnpay", "momo"))
        .encode();
  }

  private static JsonObject links() {
    return new JsonObject()
        .put(
            "links",
            JsonArray.of(
                new JsonObject()
                    .put("id", FILING)
                    .put("token", "Zm9yLWEtcmVsYXRpdmU")
                    .put("createdAt", in(-1, ChronoUnit.DAYS))
                    .put("expiresAt", in(3, ChronoUnit.DAYS))));
  }
}
