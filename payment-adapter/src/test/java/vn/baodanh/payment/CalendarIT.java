package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When banks pay is known where finance has said on which days of the year they do not work. */
class CalendarIT {
  private static final String MAKER = Caller.token("maker", "finance", "finance-approver");
  private static final String CHECKER = Caller.token("checker", "finance-approver");
  private static final String AUDITOR = Caller.token("auditor", "auditor");

  /**
   * A Friday; the Monday and the Tuesday after it were holidays of a year that nobody has listed.
   */
  private static final LocalDate FRIDAY = LocalDate.of(2024, 8, 30);

  private static final LocalDate PAID = LocalDate.of(2024, 9, 4);
  private static final JsonObject YES = new JsonObject().put("approved", true);

  private Stack stack;
  private Node node;

  @BeforeEach
  void start() {
    stack = new Stack("calendar_it");
    node =
        stack.node(
            "ALLOW_DEVELOPMENT_KEYS",
            "false",
            "CALLER_KEYS",
            Caller.PUBLIC_KEYS,
            "VNPAY_SECRET",
            VnpaySays.SECRET);
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  private static JsonObject list(int year, String... days) {
    JsonArray holidays = new JsonArray();
    Stream.of(days)
        .forEach(day -> holidays.add(new JsonObject().put("day", day).put("name", "Quốc khánh")));
    return new JsonObject().put("year", year).put("days", holidays);
  }

  private Answer propose(JsonObject list) {
    return node.sendPost(MAKER, "/v1/calendars", list).join();
  }

  private Answer decide(String by, long number, boolean approved) {
    String path = "/v1/calendars/" + number + "/decision";
    return node.sendPost(by, path, new JsonObject().put("approved", approved)).join();
  }

  private long number(JsonObject list) {
    return propose(list).expect(200).json().getLong("number");
  }

  private void take(String source, String text) {
    String id =
        node.upload(MAKER, source, "csv", BodyPublishers.ofString(text)).expect(201).text("id");
    node.sendPost(MAKER, "/v1/settlements/" + id + "/commit", new JsonObject()).join().expect(200);
  }

  private Answer close(LocalDate day) {
    return node.sendPost(CHECKER, "/v1/days/" + day + "/closing", new JsonObject()).join();
  }

  private JsonObject standing(LocalDate day) {
    return node.get(AUDITOR, "/v1/days/" + day).expect(200).json();
  }

  /** Files of five days, which the bank pays together on the Wednesday. */
  private void takeFilesAndStatement() {
    long net = 0;
    for (int i = 0; i < 5; i++) {
      PlatformDay file = new PlatformDay(FRIDAY.plusDays(i));
      file.payment("UNKNOWN00000000" + i, "1400000" + i, file.day(), "100000", 45_000);
      net += file.net();
      take("vnpay", file.text());
    }
    take("bank", statement(PAID, 3_000, net));
  }

  private static String statement(LocalDate day, long opening, long amount) {
    return """
    kind,date,mark,amount,reference,text
    OPENING,%1$s,C,%2$d,,
    ENTRY,%1$s,C,%3$d,FT1,VNPAY BAODANH1
    CLOSING,%1$s,C,%4$d,,
    """
        .formatted(PlatformDay.date(day), opening, amount, opening + amount);
  }

  @Test
  void aDayOfAYearWithoutAListWaitsForItAndIsThenComparedWithTheBank() {
    takeFilesAndStatement();
    assertEquals(
        new JsonArray().add("vnpay:calendar-missing"), standing(FRIDAY).getJsonArray("blockers"));
    close(FRIDAY).expect(409, "day-not-settled");
    assertEquals(0, stack.count("SELECT count(*) FROM bank_check"));

    long number = number(list(2024, "2024-09-02", "2024-09-03"));
    decide(MAKER, number, true).expect(409, "same-person");
    assertEquals("in-force", decide(CHECKER, number, true).expect(200).text("state"));
    assertEquals("in-force", decide(CHECKER, number, true).expect(200).text("state"));

    assertEquals(
        List.of(List.of(PAID.toString(), "219500", "219500")),
        stack.rows("SELECT credit_day, expected, credited FROM bank_check"));
    for (int i = 0; i < 5; i++) {
      assertEquals("closed", close(FRIDAY.plusDays(i)).expect(200).text("state"));
    }

    propose(list(2024, "2024-09-02")).expect(409, "calendar-past");
    propose(list(2024, "2024-09-02", "2024-09-03", "2024-04-30")).expect(409, "calendar-past");
    propose(list(2024, "2024-09-02", "2024-09-03", "2024-12-25")).expect(200);
    propose(list(2024, "2024-09-01", "2024-09-02", "2024-09-03")).expect(200); // a Sunday
  }

  @Test
  void whatAPlatformPaysOnADayOffIsComparedToo() {
    decide(CHECKER, number(list(2024, "2024-09-02", "2024-09-03")), true).expect(200);
    take("bank", statement(PAID.minusDays(2), 0, 1_000)); // banks transfer by night and on holidays
    takeFilesAndStatement();
    assertEquals(
        List.of(List.of("219500", "220500")),
        stack.rows("SELECT expected, credited FROM bank_check"));
    assertEquals(
        List.of(List.of("bank-amount", "220500")),
        stack.rows("SELECT kind, amount FROM difference WHERE kind LIKE 'bank-%'"));
    take("bank", statement(PAID.minusDays(1), 1_000, 2_000)); // it comes after all was compared
    assertEquals(
        List.of(List.of("bank-unknown", "2000")),
        stack.rows("SELECT kind, amount FROM difference WHERE kind = 'bank-unknown'"));
    assertEquals(
        List.of(List.of("bank", "suspense")),
        stack.rows("SELECT debit, credit FROM ledger_entry WHERE amount = 2000"));
  }

  @Test
  void whatIsDecidedIsTheListThatWasLookedAt() {
    long first = number(list(2027, "2027-01-01"));
    assertEquals(first, number(list(2027, "2027-01-01")));
    long second = number(list(2027, "2027-02-05", "2027-01-01"));
    assertNotEquals(first, second);
    decide(CHECKER, first, true).expect(409, "calendar-state");
    assertEquals("rejected", decide(CHECKER, second, false).expect(200).text("state"));
    decide(CHECKER, second, true).expect(409, "calendar-state");
    decide(CHECKER, 99, true).expect(404, "calendar-unknown");
    assertEquals(0, stack.count("SELECT calendar_known('2026-12-31')::int"));

    long third = number(list(2027, "2027-02-05", "2027-01-01"));
    var both =
        List.of(
            node.sendPost(CHECKER, "/v1/calendars/" + third + "/decision", YES),
            node.sendPost(
                Caller.token("other", "finance-approver"),
                "/v1/calendars/" + third + "/decision",
                YES));
    assertEquals(
        List.of(200, 409), both.stream().map(one -> one.join().status()).sorted().toList());
    assertEquals(
        List.of("2027-01-01", "2027-02-05"),
        stack.rows("SELECT day FROM holiday WHERE day > '2026-12-31' ORDER BY day").stream()
            .map(List::getFirst)
            .toList());
    assertEquals(
        1, stack.count("SELECT count(*) FROM calendar WHERE year = 2027 AND state = 'in-force'"));
    assertEquals(1, stack.count("SELECT calendar_known('2026-12-31')::int"));
    assertEquals(0, stack.count("SELECT calendar_known('2027-12-31')::int"));

    String csv = node.get(AUDITOR, "/v1/calendars?format=csv").expect(200).body();
    assertTrue(csv.contains("2027,in-force,2027-02-05,Quốc khánh,maker,"), csv);
    node.get(AUDITOR, "/v1/calendars?format=xlsx").expect(200);
    assertThrows(IllegalStateException.class, () -> stack.executeAsService("DELETE FROM calendar"));
  }

  @Test
  void aListWithADayThatIsNoneIsRefusedWithItsPlace() {
    assertEquals("/days/1/day day", fault(list(2027, "2027-01-01", "2027-02-30")));
    assertEquals("/days/0/day year", fault(list(2027, "2026-12-31")));
    assertEquals("/days/1/day twice", fault(list(2027, "2027-01-01", "2027-01-01")));
    String[] month =
        LocalDate.of(2027, 3, 1)
            .datesUntil(LocalDate.of(2027, 4, 1))
            .map(LocalDate::toString)
            .toArray(String[]::new);
    assertTrue(fault(list(2027, month)).endsWith(" stretch"));
    assertEquals(0, stack.count("SELECT count(*) FROM calendar WHERE year = 2027"));
  }

  private String fault(JsonObject list) {
    JsonObject fault =
        propose(list).expect(400, "invalid").json().getJsonArray("faults").getJsonObject(0);
    return fault.getString("pointer") + " " + fault.getString("code");
  }
}
