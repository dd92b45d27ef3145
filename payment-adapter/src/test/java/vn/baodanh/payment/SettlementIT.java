package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A month of days with every kind of difference, drawn by seed: files that are late, wrong, or come
 * twice; every day is closed, and every đồng is accounted for.
 */
class SettlementIT {
  private static final String MAKER = Caller.token("maker", "finance");
  private static final String CHECKER = Caller.token("checker", "finance-approver");
  private static final String AUDITOR = Caller.token("auditor", "auditor");

  /** With the holidays of 1 and 2 September; the last day is paid by itself, on the next. */
  private static final LocalDate FIRST = LocalDate.of(2026, 8, 17);

  private static final Set<LocalDate> HOLIDAYS =
      Set.of(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 2));
  private static final int DAYS = 30;
  private static final int AMOUNT = 45_000;

  private static Stack stack;
  private static Node node;

  private final Random random = new Random(Long.getLong("seed", 2_026));
  private final List<PlatformDay> files = new ArrayList<>();
  private final Map<String, Integer> planted = new TreeMap<>();

  /** Each of them occurs in the first days; the last are not over on their day. */
  private static final int KINDS = 14;

  private static final int OF_THE_LAST_DAY = 10;
  private int draws;
  private long numbers = 14_000_001;
  private long bankBalance;

  @BeforeAll
  static void start() {
    stack = new Stack("settlement_it");
    node =
        stack.node(
            "ALLOW_DEVELOPMENT_KEYS", "false", // they put MoMo in use, and each platform has files
            "CALLER_KEYS", Caller.PUBLIC_KEYS,
            "VNPAY_SECRET", VnpaySays.SECRET,
            "VNPAY_API_URL", "http://127.0.0.1:1/nobody",
            "ASK_FIRST_MS", "86400000");
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static Answer upload(String source, String format, String text) {
    return node.upload(MAKER, source, format, HttpRequest.BodyPublishers.ofString(text));
  }

  private static Answer commit(String id) {
    return node.sendPost(MAKER, "/v1/settlements/" + id + "/commit", new JsonObject()).join();
  }

  private static void take(String source, String text) {
    String id = upload(source, "csv", text).expect(201).text("id");
    assertEquals("committed", commit(id).expect(200).text("state"));
  }

  private static Answer close(LocalDate day) {
    return node.sendPost(CHECKER, "/v1/days/" + day + "/closing", new JsonObject()).join();
  }

  private record Payment(String reference, String number) {}

  /** An attempt that nobody has heard of since. */
  private String attempt(UUID candidate) {
    UUID bill = UUID.randomUUID();
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000, "QHI", 15_000)).expect(201);
    return node.attempt(bill, "key-00000001").text("reference");
  }

  private Payment paid(LocalDate day, String time) {
    return paid(attempt(UUID.randomUUID()), day, time);
  }

  private Payment paid(String reference, LocalDate day, String time) {
    Payment payment = new Payment(reference, number());
    var fields = VnpaySays.fields(reference, AMOUNT, payment.number(), "00", "00");
    fields.put("vnp_PayDate", PlatformDay.date(day) + time);
    assertEquals("00", node.ask(VnpaySays.ipn(fields)).join().expect(200).text("RspCode"));
    return payment;
  }

  private String number() {
    return Long.toString(numbers++);
  }

  private PlatformDay file(LocalDate day) {
    return files.get((int) FIRST.until(day, java.time.temporal.ChronoUnit.DAYS));
  }

  private void plant(String kind) {
    planted.merge(kind, 1, Integer::sum);
  }

  private void line(PlatformDay file, Payment payment, LocalDate day, String time) {
    file.payment(payment.reference(), payment.number(), day, time, AMOUNT);
  }

  private void fill(PlatformDay file) {
    LocalDate day = file.day();
    boolean last = day.equals(FIRST.plusDays(DAYS - 1));
    for (int i = 0; i < 3; i++) {
      line(file, paid(day, "10000" + i), day, "10000" + i);
    }
    for (int i = 0; i < 2; i++) {
      switch (draws < KINDS ? draws : random.nextInt(last ? OF_THE_LAST_DAY : KINDS)) {
        case 0 -> {
          file.payment("UNKNOWN" + number(), number(), day, "110000", AMOUNT);
          plant("unknown-reference");
        }
        case 1 -> {
          file.payment(attempt(UUID.randomUUID()), number(), day, "110000", AMOUNT + 1_000);
          plant("other-amount");
        }
        case 2 -> {
          line(file, new Payment(attempt(UUID.randomUUID()), number()), day, "110000");
          plant("state");
        }
        case 3 -> {
          Payment payment = paid(day, "120000");
          line(file, payment, day, "120000");
          line(file, payment, day, "120000");
          plant("repeated-line");
        }
        case 4 -> {
          Payment payment = paid(day, "120000");
          line(file, payment, day, "120000");
          file.payment(payment.reference(), number(), day, "120100", AMOUNT);
          plant("second-transaction");
        }
        case 5 -> {
          Payment payment = paid(day, "130000");
          file.payment(payment.reference(), payment.number(), day, "130000", AMOUNT, 1_200);
          plant("charge");
        }
        case 6 -> {
          refund(file, AMOUNT);
          plant("refund-state");
        }
        case 7 -> {
          Payment payment = paid(day, "130500");
          file.payment(payment.reference(), payment.number(), day, "130500", AMOUNT + 1_000);
          plant("paid-amount");
        }
        case 8 -> {
          Payment payment = paid(day, "131000");
          line(file, payment, day, "131000");
          file.refund(payment.reference(), payment.number(), "x" + number(), AMOUNT);
          plant("unknown-refund");
        }
        case 9 -> {
          refund(file, AMOUNT - 1_000);
          plant("refund-amount");
        }
        case 10 -> {
          paid(day, "140000");
          plant("missing-there");
        }
        case 11 -> {
          line(file(day.plusDays(1)), paid(day, "150000"), day, "150000");
          plant("wrong-day");
        }
        case 12 -> {
          line(file(day.plusDays(1)), paid(day, "235959"), day.plusDays(1), "000000");
          plant("wrong-day");
        }
        default -> {
          refundedOn(day, refund(file(day.plusDays(1)), AMOUNT));
          plant("wrong-day");
        }
      }
      draws++;
    }
  }

  /** The platform said on this day that it was done. */
  private void refundedOn(LocalDate day, String reference) {
    stack.execute(
        """
        UPDATE refund SET state = 'refunded', decided_by = 'system', decided_at = '%1$sT20:00:00+07' WHERE reference = '%2$s';
        INSERT INTO ledger_entry (at, day, cause, debit, credit, amount, reference)
        VALUES (now(), '%1$s', 'refund', 'refunds', 'platform:vnpay', %3$d, '%2$s')
        """
            .formatted(day, reference, AMOUNT));
  }

  /**
   * Paid twice, and sent back without an answer: the file says that it was done.
   *
   * @return the reference of what was sent back
   */
  private String refund(PlatformDay file, long amount) {
    UUID bill = UUID.randomUUID();
    node.post("/v1/bills", Bodies.bill(bill, UUID.randomUUID(), "BKA", AMOUNT)).expect(201);
    String second = node.attempt(bill, "key-00000002").text("reference");
    line(
        file,
        paid(node.attempt(bill, "key-00000001").text("reference"), file.day(), "080000"),
        file.day(),
        "080000");
    Payment payment = paid(second, file.day(), "080100");
    line(file, payment, file.day(), "080100");
    String request = "r" + payment.number();
    stack.execute(
        "UPDATE refund SET state = 'sent', request_id = '%s', requested_at = now(), act_at = NULL WHERE reference = '%s'"
            .formatted(request, second));
    file.refund(second, payment.number(), request, amount);
    return second;
  }

  /** The next day on which the bank works. */
  private static LocalDate creditDay(LocalDate day) {
    LocalDate next = day.plusDays(1);
    boolean works =
        next.getDayOfWeek() != DayOfWeek.SATURDAY
            && next.getDayOfWeek() != DayOfWeek.SUNDAY
            && !HOLIDAYS.contains(next);
    return works ? next : creditDay(next);
  }

  /**
   * @param more other entries
   * @param net what these come to
   */
  private String statement(LocalDate day, long credit, String more, long net) {
    StringBuilder text = new StringBuilder("kind,date,mark,amount,reference,text\n");
    String date = PlatformDay.date(day);
    text.append(balance("OPENING", date));
    if (credit > 0) {
      text.append("ENTRY,%s,C,%d,FT%s,VNPAY BAODANH1\n".formatted(date, credit, date));
      bankBalance += credit;
    }
    text.append(more);
    bankBalance += net;
    return text.append(balance("CLOSING", date)).toString();
  }

  /** The account may be overdrawn: what a platform still owes is paid out, too. */
  private String balance(String kind, String date) {
    String mark = bankBalance < 0 ? "D" : "C";
    return "%s,%s,%s,%d,,\n".formatted(kind, date, mark, Math.abs(bankBalance));
  }

  @Test
  void everyDayOfAMonthIsClosedAndEveryDongIsAccountedFor() {
    System.out.println("SettlementIT: -Dseed=" + Long.getLong("seed", 2_026));
    for (int i = 0; i <= DAYS; i++) {
      files.add(new PlatformDay(FIRST.plusDays(i)));
    }
    for (int i = 0; i < DAYS; i++) {
      day(i);
    }
    closeAfterwards(FIRST.plusDays(DAYS - 1));
    assertTrue(planted.size() >= KINDS, planted::toString);
    differencesAreThePlantedOnes();
    everyDayBeginsWhereTheOneBeforeEnded();
    theMoneyAddsUp();
    assertEquals(
        0,
        stack.count(
            "SELECT count(*) FROM ledger_entry WHERE cause = 'charge' AND debit ="
                + " 'institution:KHA'"));
    payoutsReachTheBank();
    everyDayBeginsWhereTheOneBeforeEnded();
    theMoneyAddsUp();
    everyListIsAFileToo();
    everythingIsAudited();
  }

  private LocalDate nextToClose = FIRST;
  private final Map<LocalDate, Long> due = new TreeMap<>();

  private void day(int i) {
    PlatformDay file = files.get(i);
    fill(file);
    if (i == 0) {
      wrongFilesChangeNothing(file);
    }
    if (i % 10 != 4) { // else it comes late
      takeFile(file);
    }
    due.merge(creditDay(file.day()), file.net(), Long::sum);
    if (i == 15) {
      whatIsClosedStaysClosed();
      peopleSettleDifferences();
    }
    if (i == 16) {
      returned(file.day());
      anothersSuspense(file.day());
    }
    if (i % 10 == 5) {
      takeFile(files.get(i - 1));
      bankAfter(i - 1);
    }
    if (i % 10 != 4) {
      bankAfter(i);
    }
  }

  /** What was sent back came back to the platform: it owes it again, and says so in no file. */
  private void returned(LocalDate day) {
    stack.execute(
        """
        WITH back AS (
          UPDATE refund SET state = 'returned'
          WHERE id = (SELECT id FROM refund WHERE state = 'refunded' ORDER BY number LIMIT 1) RETURNING reference, amount)
        INSERT INTO ledger_entry (at, day, cause, debit, credit, amount, reference)
        SELECT now(), '%s', 'return', 'platform:vnpay', 'refunds', amount, reference FROM back
        """
            .formatted(day));
    plant("missing-there");
  }

  /** Money of another platform was found to be good: no charge of this one weighs on it. */
  private void anothersSuspense(LocalDate day) {
    String reference = attempt(UUID.randomUUID());
    stack.execute(
        """
        UPDATE attempt SET platform = 'momo' WHERE reference = '%1$s';
        INSERT INTO ledger_entry (at, day, cause, debit, credit, amount, reference)
        VALUES (now(), '%2$s', 'suspense', 'platform:momo', 'suspense', 1000000, '%1$s'),
          (now(), '%2$s', 'payment', 'suspense', 'institution:KHA', 1000000, '%1$s')
        """
            .formatted(reference, day));
  }

  private void takeFile(PlatformDay file) {
    String text = file.text();
    String id = upload("vnpay", "csv", text).expect(201).text("id");
    assertEquals(id, upload("vnpay", "csv", text).expect(200).text("id"));
    commit(id).expect(200);
    assertEquals("committed", commit(id).expect(200).text("state"));
    assertEquals(id, upload("vnpay", "csv", text).expect(200).text("id"));
  }

  private void wrongFilesChangeNothing(PlatformDay file) {
    String text = file.text();
    for (String wrong :
        List.of(
            text.replace("TOTAL,", "TOTAL,1"),
            text.substring(0, text.length() - 60),
            text.replaceFirst("45000", "=45000"),
            text.replace("PERIOD,vnpay,20260817,20260817", "PERIOD,vnpay,20990817,20990817"))) {
      Answer answer = upload("vnpay", "csv", wrong).expect(422, "file-faulty");
      assertTrue(
          answer
              .json()
              .getJsonArray("faults")
              .getJsonObject(0)
              .getString("pointer")
              .startsWith("line:"),
          answer::body);
    }
    assertEquals(0, stack.count("SELECT count(*) FROM settlement_file"));
    assertEquals(0, stack.count("SELECT count(*) FROM settlement_line"));
    upload("bank", "xlsx", "x").expect(400, "wrong-format");
    String id = upload("vnpay", "csv", text + "").expect(201).text("id");
    node.sendPost(MAKER, "/v1/settlements/" + id + "/withdrawal", new JsonObject())
        .join()
        .expect(200);
    commit(id).expect(409, "file-state");
  }

  /** When it is the last of the days that are paid together. */
  private void bankAfter(int i) {
    LocalDate credit = creditDay(FIRST.plusDays(i));
    if (creditDay(FIRST.plusDays(i + 1)).isAfter(credit)) {
      bank(i, credit);
    }
  }

  private void bank(int i, LocalDate credit) {
    long amount = due.getOrDefault(credit, 0L);
    String more = "";
    long net = 0;
    if (i == 7) {
      amount -= 500;
      plant("bank-amount");
    }
    if (i == 13) {
      amount = 0;
      plant("bank-missing");
    }
    if (i == 20) {
      more = "ENTRY,%s,C,7000,FTX,who knows\n".formatted(PlatformDay.date(credit));
      net = 7_000;
      plant("bank-unknown");
    }
    close(nextToClose).expect(409, "day-not-settled");
    take("bank", statement(credit, amount, more, net));
    closeAfterwards(FIRST.plusDays(i));
  }

  private void closeAfterwards(LocalDate last) {
    if (nextToClose.isAfter(last)) {
      return;
    }
    close(last.plusDays(1)).expect(409);
    for (; !nextToClose.isAfter(last); nextToClose = nextToClose.plusDays(1)) {
      assertEquals("closed", close(nextToClose).expect(200).text("state"));
      close(nextToClose).expect(200);
    }
  }

  private void differencesAreThePlantedOnes() {
    Map<String, Integer> found = new TreeMap<>();
    stack
        .rows("SELECT kind, count(*) FROM difference GROUP BY kind")
        .forEach(row -> found.put(row.getFirst(), Integer.parseInt(row.getLast())));
    assertEquals(planted, found);
    assertEquals(
        0,
        stack.count(
            "SELECT count(*) FROM difference WHERE kind IN ('state', 'refund-state') AND decided_by"
                + " <> 'system'"));
    assertEquals(
        0,
        stack.count(
            "SELECT count(*) FROM attempt a JOIN difference d USING (reference) WHERE d.kind ="
                + " 'state' AND a.state <> 'succeeded'"));
  }

  private void everyDayBeginsWhereTheOneBeforeEnded() {
    assertEquals(DAYS, stack.count("SELECT count(*) FROM day_closing"));
    assertEquals(
        0,
        stack.count(
            """
            SELECT count(*) FROM day_balance a FULL JOIN day_balance b ON b.account = a.account AND b.day = a.day + 1
            WHERE coalesce(a.closing, 0) <> coalesce(b.opening, 0)
              AND coalesce(b.day, a.day + 1) <= (SELECT max(day) FROM day_closing)
              AND coalesce(a.day, b.day - 1) >= (SELECT min(day) FROM day_closing)
            """));
    assertEquals(
        0,
        stack.count(
            "SELECT count(*) FROM (SELECT 1 FROM day_balance GROUP BY day HAVING sum(closing) <> 0)"
                + " x"));
  }

  /** What came is with payers, platforms' charges, out of the bank, or owed to somebody. */
  private void theMoneyAddsUp() {
    assertEquals(
        stack.count(
            """
            SELECT sum(amount) FROM ledger_entry
            WHERE debit LIKE 'platform:%' AND cause IN ('payment', 'suspense', 'return') OR debit = 'bank' AND cause = 'bank'
            """),
        stack.count(
            """
            SELECT coalesce(sum(amount) FILTER (WHERE cause IN ('charge', 'refund')), 0)
              + coalesce(sum(amount) FILTER (WHERE cause = 'bank' AND credit = 'bank'), 0)
              + (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE credit <> 'bank' AND credit NOT LIKE 'platform:%')
              - (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE debit <> 'bank' AND debit NOT LIKE 'platform:%')
            FROM ledger_entry
            """));
  }

  /** A notification that comes late is booked today, for the day to which it belongs. */
  private void whatIsClosedStaysClosed() {
    String insert =
        "INSERT INTO ledger_entry (at, day, cause, debit, credit, amount, reference) VALUES (now(),"
            + " '%s', 'payment', 'a', 'b', 1, 'x')";
    String day = FIRST.plusDays(3).toString();
    assertTrue(
        assertThrows(
                IllegalStateException.class, () -> stack.executeAsService(insert.formatted(day)))
            .getMessage()
            .contains("closed"));
    assertThrows(
        IllegalStateException.class,
        () -> stack.executeAsService("UPDATE day_balance SET closing = 0"));
    assertThrows(
        IllegalStateException.class, () -> stack.executeAsService("DELETE FROM day_closing"));
    paid(FIRST.plusDays(3), "101010");
    JsonArray corrections =
        node.get(AUDITOR, "/v1/days/" + day).expect(200).json().getJsonArray("corrections");
    assertEquals(2, corrections.size());
    String late = "/v1/ledger/entries?late=true&day=" + day;
    assertEquals(2, node.get(AUDITOR, late).expect(200).json().getJsonArray("entries").size());
    assertEquals(
        3, node.get(AUDITOR, late + "&format=csv").expect(200).body().split("\r\n").length);
    assertEquals(nextToClose.toString(), corrections.getJsonObject(0).getString("day"));
    plant("missing-there");
  }

  private void payoutsReachTheBank() {
    LocalDate until = FIRST.plusDays(DAYS - 1);
    JsonObject body = new JsonObject().put("until", until.toString());
    node.sendPost(MAKER, "/v1/payouts", new JsonObject().put("until", "2026-11-20"))
        .join()
        .expect(409, "day-open");
    assertEquals(
        3,
        node.sendPost(MAKER, "/v1/payouts", body).join().expect(200).json().getInteger("prepared"));
    assertEquals(
        0,
        node.sendPost(MAKER, "/v1/payouts", body).join().expect(200).json().getInteger("prepared"));
    String statements = "/v1/payouts/statements?from=%s&to=%s".formatted(FIRST, until);
    JsonArray owed = node.get(AUDITOR, statements).expect(200).json().getJsonArray("statements");
    JsonArray payouts = node.get(MAKER, "/v1/payouts").expect(200).json().getJsonArray("payouts");
    StringBuilder left = new StringBuilder();
    long paidOut = 0;
    LocalDate credit = creditDay(until.plusDays(3));
    for (int i = 0; i < payouts.size(); i++) {
      JsonObject payout = payouts.getJsonObject(i);
      JsonObject line = owed.getJsonObject(i);
      assertEquals(line.getString("institution"), payout.getString("institution"));
      assertEquals(line.getLong("closing"), payout.getLong("amount"));
      assertEquals(
          line.getLong("closing"),
          line.getLong("collected")
              + line.getLong("charge")
              + line.getLong("refunds")
              + line.getLong("corrections"));
      String path = "/v1/payouts/" + payout.getString("id") + "/release";
      node.sendPost(Caller.token("maker", "finance-approver"), path, new JsonObject())
          .join()
          .expect(409, "same-person");
      node.sendPost(CHECKER, path, new JsonObject()).join().expect(200);
      left.append(
          "ENTRY,%s,D,%d,FTP%d,BAODANH %s %d\n"
              .formatted(
                  PlatformDay.date(credit),
                  payout.getLong("amount"),
                  i,
                  i == 1 ? "PAY0UT" : "PAYOUT",
                  payout.getLong("number")));
      paidOut += payout.getLong("amount");
    }
    take("bank", statement(credit, 0, left.toString(), -paidOut));
    assertEquals(2, stack.count("SELECT count(*) FROM payout WHERE state = 'paid'"));
    peopleSayWhichPayoutItWas(
        payouts.getJsonObject(0).getLong("number"), payouts.getJsonObject(1).getLong("number"));
    assertEquals(3, stack.count("SELECT count(*) FROM payout WHERE state = 'paid'"));
    assertEquals(
        0,
        stack.count(
            "SELECT coalesce(sum(CASE WHEN credit = 'payouts' THEN amount ELSE -amount END), 0)"
                + " FROM ledger_entry WHERE 'payouts' IN (debit, credit)"));
    String csv = node.get(AUDITOR, statements + "&format=csv").expect(200).body();
    assertTrue(csv.startsWith("\uFEFFinstitution,opening"), csv);
    assertTrue(csv.contains("\r\nTOTAL,0,"), csv);
    node.get(AUDITOR, "/v1/ledger/trial-balance?format=xlsx&day=" + until).expect(200);
  }

  private void peopleSayWhichPayoutItWas(long another, long itself) {
    String path =
        "/v1/differences/"
            + stack.count(
                "SELECT id FROM difference WHERE kind = 'bank-unknown' AND transaction_no LIKE"
                    + " 'D:%'");
    JsonObject paidOut = new JsonObject().put("resolution", "paid-out").put("reason", "garbled");
    node.sendPost(MAKER, path + "/resolution", paidOut).join().expect(409, "wrong-resolution");
    paidOut.put("payoutNumber", another);
    node.sendPost(MAKER, path + "/resolution", paidOut).join().expect(409, "payout-unknown");
    paidOut.put("payoutNumber", itself);
    node.sendPost(MAKER, path + "/resolution", paidOut).join().expect(200);
    JsonObject yes = new JsonObject().put("approved", true);
    node.sendPost(Caller.token("maker", "finance-approver"), path + "/decision", yes)
        .join()
        .expect(409, "same-person");
    JsonObject settled = node.sendPost(CHECKER, path + "/decision", yes).join().expect(200).json();
    assertEquals(itself, settled.getLong("payout"));
    node.sendPost(CHECKER, path + "/decision", yes).join().expect(200);
  }

  private void peopleSettleDifferences() {
    long id =
        stack.count(
            "SELECT min(id) FROM difference WHERE kind = 'unknown-reference' AND state = 'open'");
    String path = "/v1/differences/" + id;
    JsonObject whole = node.get(MAKER, path).expect(200).json();
    assertTrue(whole.getString("lineText").startsWith("PAYMENT,UNKNOWN"), whole::encode);
    assertEquals(1, whole.getJsonArray("entries").size());
    node.sendPost(MAKER, path + "/notes", new JsonObject().put("text", "asked")).join().expect(200);
    node.sendPost(MAKER, path + "/assignment", new JsonObject().put("to", "maker"))
        .join()
        .expect(200);
    JsonObject explained = new JsonObject().put("resolution", "explained").put("reason", "so");
    node.sendPost(MAKER, path + "/resolution", explained).join().expect(409, "wrong-resolution");
    JsonObject credited =
        new JsonObject()
            .put("resolution", "credited")
            .put("reason", "found")
            .put("institutionCode", "BKA");
    node.sendPost(MAKER, path + "/resolution", credited).join().expect(200);
    JsonObject yes = new JsonObject().put("approved", true);
    node.sendPost(Caller.token("maker", "finance-approver"), path + "/decision", yes)
        .join()
        .expect(409, "same-person");
    node.sendPost(CHECKER, path + "/decision", yes).join().expect(200);
    node.sendPost(CHECKER, path + "/decision", yes).join().expect(200);
    assertEquals(
        1,
        stack.count(
            "SELECT count(*) FROM ledger_entry WHERE cause = 'correction' AND debit = 'suspense'"
                + " AND credit = 'institution:BKA'"));
    String day = whole.getString("ledgerDay");
    assertEquals(
        "correction",
        node.get(AUDITOR, "/v1/days/" + day).expect(200).json().getJsonArray("corrections").stream()
            .map(JsonObject.class::cast)
            .filter(entry -> entry.getString("credit").equals("institution:BKA"))
            .filter(entry -> entry.getString("debit").equals("suspense"))
            .findFirst()
            .orElseThrow()
            .getString("cause"));
    assertEquals(
        "asked",
        node.get(AUDITOR, path).json().getJsonArray("notes").getJsonObject(0).getString("text"));
    String file =
        node.get(AUDITOR, "/v1/settlements")
            .json()
            .getJsonArray("files")
            .getJsonObject(1)
            .getString("id");
    String answer = node.get(AUDITOR, "/v1/settlements/" + file + "/answer").expect(200).body();
    assertTrue(answer.startsWith("\uFEFFdifference,kind"), answer);
    String original = node.get(AUDITOR, "/v1/settlements/" + file + "/original").expect(200).body();
    assertTrue(original.endsWith("\r\n") && original.startsWith("kind,reference"), original);
  }

  private void everyListIsAFileToo() {
    String lines =
        "/v1/settlements/"
            + node.get(AUDITOR, "/v1/settlements?limit=1")
                .json()
                .getJsonArray("files")
                .getJsonObject(0)
                .getString("id")
            + "/lines";
    for (String list :
        List.of(
            lines,
            "/v1/refunds",
            "/v1/settlements",
            "/v1/differences",
            "/v1/payouts",
            "/v1/ledger/accounts",
            "/v1/ledger/entries?day=" + FIRST,
            "/v1/ledger/audit")) {
      String with = list.contains("?") ? "&" : "?";
      JsonObject page = node.get(AUDITOR, list + with + "limit=3").expect(200).json();
      String csv = node.get(AUDITOR, list + with + "format=csv").expect(200).body();
      int rows = csv.split("\r\n").length - 1;
      assertTrue(rows >= page.getJsonArray(nameOfRows(page)).size() && rows > 0, list + rows);
      assertTrue(
          node.get(AUDITOR, list + with + "format=xlsx").expect(200).body().startsWith("PK"));
    }
    aFileIsNotCut();
    String worklist = node.get(AUDITOR, "/v1/differences?format=csv").body();
    assertEquals(stack.count("SELECT count(*) FROM difference"), worklist.split("\r\n").length - 1);
    assertTrue(worklist.startsWith("\uFEFFid,at,class,kind,"), worklist);
  }

  /** More rows than are sent at once. */
  private static void aFileIsNotCut() {
    stack.execute(
        "INSERT INTO audit (at, actor, roles, action, object, request_id) SELECT now(), 'many',"
            + " '{}', 'none', i::text, 'x' FROM generate_series(1, 25000) AS i");
    String csv = node.get(AUDITOR, "/v1/ledger/audit?format=csv").expect(200).body();
    long rows = stack.count("SELECT count(*) FROM audit");
    assertTrue(csv.lines().count() - 1 >= 25_000 && csv.lines().count() - 1 <= rows);
    assertEquals(25_000, csv.lines().filter(line -> line.contains(",many,")).distinct().count());
    assertEquals(
        4, node.get(AUDITOR, "/v1/ledger/audit?format=csv&limit=3").body().lines().count());
    assertTrue(
        node.get(AUDITOR, "/v1/ledger/audit?format=xlsx").expect(200).body().length() > 25_000);
  }

  private static String nameOfRows(JsonObject page) {
    return page.fieldNames().stream()
        .filter(name -> !name.equals("next"))
        .findFirst()
        .orElseThrow();
  }

  private static void everythingIsAudited() {
    assertTrue(
        stack.count(
                "SELECT count(DISTINCT action) FROM audit WHERE actor IN ('maker', 'checker',"
                    + " 'auditor')")
            > 12);
    assertEquals(
        1,
        stack.count(
            "SELECT count(*) FROM audit WHERE action = 'assignDifference' AND named = '{\"to\":"
                + " \"maker\"}'"));
    assertTrue(
        stack.count(
                "SELECT count(*) FROM audit WHERE action = 'proposeResolution' AND named ->>"
                    + " 'resolution' = 'paid-out' AND named ->> 'payoutNumber' IS NOT NULL AND"
                    + " named -> 'reason' IS NULL")
            > 0);
    assertThrows(IllegalStateException.class, () -> stack.executeAsService("DELETE FROM audit"));
    assertEquals(
        "commitFile",
        stack
            .rows("SELECT action FROM audit WHERE action = 'commitFile' LIMIT 1")
            .getFirst()
            .getFirst());
  }
}
