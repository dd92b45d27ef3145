package vn.baodanh.load.payments;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.baodanh.local.bank.BankDay;

/**
 * Two of finance end a day: files of the platforms and the bank's statement are taken in and
 * matched, differences settled, the day closed, statements held against what the platform has, and
 * institutions paid. The platform and the bank get something wrong of every kind, and what they did
 * must be what is found.
 */
public final class DayEnd {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  /** Longer than banks do not work at a stretch: days that are paid together have ended. */
  private static final int DAYS_AGO = 14;

  private static final long BANK_WRONG_BY = 500;
  private static final long UNKNOWN_CREDIT = 7_000;
  private static final Set<String> IN_SUSPENSE =
      Set.of("unknown-reference", "other-amount", "second-transaction", "bank-unknown");

  private final Client client;
  private final PlatformClient platform;
  private final String maker;
  private final String checker;
  private final long seed;
  private final LocalDate day;
  private final List<String> platforms;
  private final List<String> planted = new ArrayList<>();
  private final MoneyFindings findings = new MoneyFindings();
  private long bankBalance;
  private long charges;

  /**
   * @param maker token of one who may decide, too, and must not what he proposed
   * @param day which the platform has had, and of which nobody has files yet
   */
  private DayEnd(
      Client client,
      PlatformClient platform,
      String maker,
      String checker,
      long seed,
      LocalDate day) {
    this.client = client;
    this.platform = platform;
    this.maker = maker;
    this.checker = checker;
    this.seed = seed;
    this.day = day;
    platforms =
        platforms(client, maker, day).stream().map(one -> one.getString("platform")).toList();
  }

  /** A day that can be ended today, if there is one left: the first that has no files. */
  public static Optional<LocalDate> dayToEnd(String adapter, String token) {
    try (var client = new Client(adapter)) {
      var today = LocalDate.now(ZONE);
      var days =
          client
              .get("/v1/days?from=%s&to=%s".formatted(today.minusDays(90), today), token)
              .expect(200)
              .getJsonArray("days");
      var first = today.minusDays(DAYS_AGO);
      for (int i = 0; i < days.size(); i++) {
        var one = LocalDate.parse(days.getJsonObject(i).getString("day"));
        if (days.getJsonObject(i).getInteger("files") > 0 && !one.isBefore(first)) {
          first = one.plusDays(1);
        }
      }
      return Optional.of(first)
          .filter(one -> creditDay(client, token, one.plusDays(1)).isBefore(today));
    }
  }

  /** How far the platform's clock must be put back for this day. */
  public static Duration since(LocalDate day) {
    return Duration.between(day.atTime(8, 0).atZone(ZONE), Instant.now().atZone(ZONE));
  }

  /** Ends the day; the findings say what of it went wrong. */
  public static MoneyFindings end(
      String adapter,
      PlatformClient platform,
      String maker,
      String checker,
      long seed,
      LocalDate day) {
    try (var client = new Client(adapter)) {
      return new DayEnd(client, platform, maker, checker, seed, day).end();
    }
  }

  private MoneyFindings end() {
    long before = differences(0).stream().mapToLong(one -> one.getLong("id")).max().orElse(0);
    var first = lastClosed().map(closed -> closed.plusDays(1)).orElse(day);
    for (int year = first.getYear(); year <= LocalDate.now(ZONE).getYear(); year++) {
      sayHolidays(year);
    }
    // What a file lacks is missing for good when the file of the day after has come.
    var credit = creditDay(client, maker, day.plusDays(1));
    takeFiles(first, credit);
    differencesArePlanted(before);
    settleDifferences(before);
    for (var one = first; !one.isAfter(day); one = one.plusDays(1)) {
      var closed = client.post("/v1/days/" + one + "/closing", checker, new JsonObject());
      if (closed.status() != 200) {
        findings.wrong(
            "%s is not closed: %s, %s".formatted(one, closed, platforms(client, maker, one)));
        return findings;
      }
      findings.count("days closed", 1);
    }
    statementsTie();
    payInstitutions(creditDay(client, maker, credit));
    return findings;
  }

  /** Those that are on the same day every year, where nobody said any. */
  private void sayHolidays(int year) {
    boolean isKnown =
        client.get("/v1/calendars", maker).expect(200).getJsonArray("calendars").stream()
            .map(JsonObject.class::cast)
            .anyMatch(
                one -> one.getInteger("year") == year && "in-force".equals(one.getString("state")));
    if (isKnown) {
      return;
    }
    var days = new JsonArray();
    for (var day : List.of("-01-01", "-04-30", "-05-01", "-09-02")) {
      days.add(new JsonObject().put("day", year + day).put("name", "Ngày nghỉ lễ"));
    }
    var list = new JsonObject().put("year", year).put("days", days);
    var path =
        "/v1/calendars/%d/decision"
            .formatted(client.post("/v1/calendars", maker, list).expect(200).getLong("number"));
    var yes = new JsonObject().put("approved", true);
    client.post(path, maker, yes).expect(409);
    client.post(path, checker, yes).expect(200);
  }

  private static LocalDate creditDay(Client client, String token, LocalDate day) {
    return LocalDate.parse(platforms(client, token, day).getFirst().getString("creditDay"));
  }

  /** Those in use, and how each stands on a day. */
  private static List<JsonObject> platforms(Client client, String token, LocalDate day) {
    return client.get("/v1/days/" + day, token).expect(200).getJsonArray("platforms").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private Optional<LocalDate> lastClosed() {
    var days =
        client
            .get("/v1/days?from=%s&to=%s".formatted(day.minusDays(365), day), maker)
            .expect(200)
            .getJsonArray("days");
    return days.stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.containsKey("closedAt"))
        .map(one -> LocalDate.parse(one.getString("day")))
        .findFirst();
  }

  /** Of all days that the bank is paid for until then, and its statements. */
  private void takeFiles(LocalDate first, LocalDate until) {
    for (var slip : platform.slips(day, seed)) {
      planted.add(slip.kind() + " " + slip.reference());
    }
    long[] due = new long[platforms.size()];
    for (var one = first; !creditDay(client, maker, one).isAfter(until); one = one.plusDays(1)) {
      for (int i = 0; i < due.length; i++) {
        var text = platform.settlementFile(one, platforms.get(i), seed);
        due[i] += sum(text, 8);
        charges += one.equals(day) ? sum(text, 7) : 0;
        take(platforms.get(i), text);
      }
      var credit = creditDay(client, maker, one);
      if (creditDay(client, maker, one.plusDays(1)).isAfter(credit)) {
        take("bank", statement(credit, due, credit.equals(until)));
        due = new long[platforms.size()];
      }
    }
  }

  /** A column of a file's last row. */
  private static long sum(String file, int column) {
    var total = file.strip().lines().reduce((before, last) -> last).orElseThrow();
    return Long.parseLong(total.split(",", -1)[column]);
  }

  /**
   * @param wrong whether the bank pays too little, and has what nobody knows
   */
  private String statement(LocalDate credit, long[] due, boolean wrong) {
    var account = new BankDay(credit, bankBalance);
    for (int i = 0; i < due.length; i++) {
      long amount = due[i];
      if (wrong && amount > BANK_WRONG_BY) {
        amount -= BANK_WRONG_BY;
        planted.add("amount credit of " + credit);
      }
      if (amount > 0) {
        account.credit(amount, platforms.get(i).toUpperCase(Locale.ROOT) + " BAODANH");
      }
    }
    if (wrong) {
      planted.add("missing-here " + account.credit(UNKNOWN_CREDIT, "CHUYEN NHAM"));
    }
    bankBalance = account.balance();
    return account.statement();
  }

  /** Uploaded twice it is one file, and read before it counts. */
  private void take(String source, String text) {
    var path = "/v1/settlements?format=csv&name=%s.csv&source=%s".formatted(source, source);
    var seen = client.postFile(path, maker, text).expect(200, 201);
    var again = client.postFile(path, maker, text).expect(200);
    findings.wrongUnless(
        seen.getString("id").equals(again.getString("id")), source + ": a file counts twice");
    var committed =
        client.post("/v1/settlements/" + seen.getString("id") + "/commit", maker, new JsonObject());
    boolean isKnown = committed.code().equals("period-covered");
    findings.wrongUnless(committed.status() == 200 || isKnown, source + ": " + committed);
    findings.count(source.equals("bank") ? "statements" : "files", 1);
    findings.count("lines", seen.getInteger("lines"));
  }

  private List<JsonObject> differences(long after) {
    var all = new ArrayList<JsonObject>();
    while (true) {
      var page =
          client
              .get("/v1/differences?limit=500&after=" + after, maker)
              .expect(200)
              .getJsonArray("differences");
      if (page.isEmpty()) {
        return all;
      }
      page.forEach(one -> all.add((JsonObject) one));
      after = all.getLast().getLong("id");
    }
  }

  private void differencesArePlanted(long before) {
    var found =
        differences(before).stream()
            .map(one -> one.getString("class") + " " + one.getString("reference"))
            .sorted()
            .toList();
    findings.count("planted", planted.size());
    findings.count("found", found.size());
    findings.wrongUnless(
        found.equals(planted.stream().sorted().toList()),
        "planted %s, found %s".formatted(planted.stream().sorted().toList(), found));
    findings.count("classes", planted.stream().map(one -> one.split(" ", 2)[0]).distinct().count());
  }

  /** One says how, and must not decide it; another does. */
  private void settleDifferences(long before) {
    for (var one : differences(before)) {
      if (one.getString("state").equals("resolved")) {
        continue;
      }
      var path = "/v1/differences/" + one.getLong("id");
      var how = IN_SUSPENSE.contains(one.getString("kind")) ? "returned" : "explained";
      var proposal = new JsonObject().put("resolution", how).put("reason", "đã đối chiếu");
      client.post(path + "/resolution", maker, proposal).expect(200);
      var yes = new JsonObject().put("approved", true);
      client.post(path + "/decision", maker, yes).expect(409);
      client.post(path + "/decision", checker, yes).expect(200);
    }
    long left =
        differences(before).stream()
            .filter(one -> !one.getString("state").equals("resolved"))
            .count();
    findings.wrongUnless(left == 0, left + " differences are not settled");
  }

  /** What the platform took on the day, by its own books, is what the ledger shares out. */
  private void statementsTie() {
    var whole = client.get("/v1/days/" + day, checker).expect(200);
    var lines = statements();
    long collected = sum(lines, "collected");
    long closing = sum(lines, "closing");
    long taken =
        platform.payments().stream()
                .filter(payment -> payment.outcome().equals("paid"))
                .filter(payment -> payment.changedAt().atZone(ZONE).toLocalDate().equals(day))
                .mapToLong(PlatformClient.Payment::taken)
                .sum()
            + platform.slips(day, seed).stream().mapToLong(PlatformClient.Slip::claimed).sum();
    long owed = balance(whole, "refunds", "credit");
    long suspense = balance(whole, "suspense", "credit");
    findings.count("institutions", lines.size());
    findings.count("collected", collected);
    findings.count("charge", charges);
    findings.count("closing", closing);
    findings.wrongUnless(
        taken == collected + owed + suspense,
        "taken %,d; shared out %,d + %,d + %,d".formatted(taken, collected, owed, suspense));
    findings.wrongUnless(
        sum(lines, "charge") == -charges,
        "the files' charge of %,d is not theirs".formatted(charges));
    findings.wrongUnless(
        closing == -balance(whole, "institutions", "closing"), "statements differ from balances");
    for (var line : lines) {
      long sum =
          Stream.of("opening", "collected", "charge", "refunds", "corrections", "paidOut")
              .mapToLong(line::getLong)
              .sum();
      findings.wrongUnless(sum == line.getLong("closing"), "does not add up: " + line);
    }
  }

  private List<JsonObject> statements() {
    return client
        .get("/v1/payouts/statements?from=%s&to=%s".formatted(day, day), checker)
        .expect(200)
        .getJsonArray("statements")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static long sum(List<JsonObject> lines, String what) {
    return lines.stream().mapToLong(line -> line.getLong(what)).sum();
  }

  private static long balance(JsonObject day, String account, String what) {
    return day.getJsonArray("balances").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("account").equals(account))
        .mapToLong(one -> one.getLong(what))
        .sum();
  }

  /** What is owed at the close; the bank says that it left. */
  private void payInstitutions(LocalDate when) {
    var until = new JsonObject().put("until", day.toString());
    client.post("/v1/payouts", maker, until).expect(200);
    if (!when.isBefore(LocalDate.now(ZONE))) {
      return; // the bank has no statement of today yet
    }
    var account = new BankDay(when, bankBalance);
    long sum = 0;
    for (var payout : payouts("prepared")) {
      var path = "/v1/payouts/" + payout.getString("id") + "/release";
      client.post(path, maker, new JsonObject()).expect(409);
      client.post(path, checker, new JsonObject()).expect(200);
      account.debit(payout.getLong("amount"), "BAODANH PAYOUT " + payout.getLong("number"));
      sum += payout.getLong("amount");
    }
    long owed = statements().stream().mapToLong(line -> Math.max(0, line.getLong("closing"))).sum();
    findings.wrongUnless(sum == owed, "%,d is owed, %,d paid out".formatted(owed, sum));
    take("bank", account.statement());
    findings.wrongUnless(payouts("released").isEmpty(), "payouts that the bank does not confirm");
    findings.count("paid out", sum);
  }

  private List<JsonObject> payouts(String state) {
    var all = new ArrayList<JsonObject>();
    for (long after = 0; ; after = all.getLast().getLong("number")) {
      var page =
          client
              .get("/v1/payouts?limit=500&state=%s&after=%d".formatted(state, after), checker)
              .expect(200)
              .getJsonArray("payouts");
      if (page.isEmpty()) {
        return all;
      }
      page.forEach(one -> all.add((JsonObject) one));
    }
  }
}
