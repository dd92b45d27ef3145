package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.baodanh.load.pages.Screens.View;
import vn.baodanh.payment.web.FinancePages;

/**
 * The pages of finance staff: every page in every state on a desktop, those that matter at 360 px
 * and in English, too. {@code -Dscreenshots=true} shows all everywhere and writes pictures.
 */
class FinancePagesIT {
  private static final boolean ALL =
      Boolean.getBoolean("screenshots") || Boolean.getBoolean("full");

  /** Where a narrow screen, or longer words, may not have room. */
  private static final Set<FinanceState> EVERYWHERE = Set.of(FinanceState.LONGEST);

  private static final View DESKTOP = new View("1200-vi", 1200, 900, "vi");
  private static final List<View> OTHERS =
      List.of(new View("360-vi", 360, 740, "vi"), new View("1200-en", 1200, 900, "en"));

  private static Chromium chromium;
  private static PagesStack stack;
  private static Screens screens;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    stack = PagesStack.withPayments();
    screens = new Screens(chromium, stack.base());
  }

  @AfterAll
  static void stop() throws IOException {
    if (stack != null) {
      stack.close();
      chromium.close();
    }
  }

  @Test
  void everyPageThatIsServedIsLookedAt() {
    assertEquals(
        FinancePages.paths().stream().sorted().toList(),
        FinanceShown.paths().stream().sorted().toList());
  }

  @TestFactory
  Stream<DynamicTest> everyPageInEveryState() {
    return Stream.concat(
        shown(DESKTOP, Arrays.asList(FinanceState.values())),
        OTHERS.stream()
            .flatMap(view ->
                shown(
                    view,
                    Arrays.stream(FinanceState.values())
                        .filter(state -> ALL || EVERYWHERE.contains(state))
                        .toList())));
  }

  private static Stream<DynamicTest> shown(View view, List<FinanceState> states) {
    return Arrays.stream(FinanceShown.values())
        .flatMap(page ->
            states.stream()
                .map(state ->
                    DynamicTest.dynamicTest(
                        page + " " + state + " " + view.name(), () -> look(page, state, view))));
  }

  private static void look(FinanceShown shown, FinanceState state, View view) {
    visit(
        view,
        FinanceScenes.of(state),
        shown.address(),
        page -> {
          awaitShown(page, state);
          Look.assertClean(page, view.width(), view.language());
          Look.picture(page, "FINANCE-" + shown + "-" + state + "-" + view.name());
        });
  }

  private static void visit(View view, Answers answers, String path, Consumer<Page> look) {
    screens.look(
        view,
        answers,
        page -> {
          page.navigate(stack.base() + path);
          look.accept(page);
        });
  }

  private static void awaitShown(Page page, FinanceState state) {
    page.locator("main h1:not(.hidden-text)").waitFor();
    if (state == FinanceState.LOADING) {
      page.locator("main .bone").first().waitFor(until(WaitForSelectorState.ATTACHED));
      return;
    }
    page.locator("main .bone").first().waitFor(until(WaitForSelectorState.DETACHED));
    switch (state) {
      case REFUSED -> page.locator("main .note.bad").first().waitFor();
      case UNAVAILABLE -> page.locator("main .note.wait").first().waitFor();
      case EMPTY, LOADING, FULL, LONGEST, HOSTILE -> page.waitForLoadState();
    }
  }

  private static Locator.WaitForOptions until(WaitForSelectorState state) {
    return new Locator.WaitForOptions().setState(state);
  }

  @Test
  void whoHasNoRoleIsToldSoAndSeesNothing() {
    visit(
        DESKTOP,
        FinanceScenes.withoutRole(),
        "/finance",
        page -> {
          page.locator("main .note.bad").waitFor();
          assertEquals(0, page.locator("nav").count());
          Look.assertClean(page, 1200, "vi");
          Look.picture(page, "FINANCE-NO_ROLE-SIGNED_IN-" + DESKTOP.name());
        });
  }

  @Test
  void aRefundIsOpenedByHandAfterItsFaultsAreMended() {
    var answers = FinanceScenes.of(FinanceState.FULL);
    answers.say("POST /v1/refunds", 201, "{\"id\":\"%s\"}".formatted(FinanceScenes.refund(3)));
    visit(
        DESKTOP,
        answers,
        "/finance/refunds",
        page -> {
          awaitShown(page, FinanceState.FULL);
          page.locator("summary:has-text('Mở khoản hoàn')").click();
          page.locator("#open-reference").fill("01k3zahm2qx5t7rn");
          page.locator("#open-amount").fill("45.000");
          page.locator("#open-lines").fill("BKA 30.000\nQHI 14.000\n");
          var submit = page.locator("details button[type=submit]");
          submit.click();
          Visit.until(page, "document.activeElement.id === 'open-lines'"); // not the sum
          page.locator("#open-lines").fill("BKA 30.000\nQHI 15.000\n");
          page.locator("#open-note").fill("  Trả nhầm  ");
          var body = sent(page, "/v1/refunds", submit::click);
          assertTrue(body.remove("id").toString().matches("[0-9a-f-]{36}"));
          assertEquals(
              new JsonObject(
                  """
                  {"reference":"01K3ZAHM2QX5T7RN","amount":45000,"reason":"by-hand","note":"Trả nhầm",
                   "lines":[{"institutionCode":"BKA","amount":30000},{"institutionCode":"QHI","amount":15000}]}
                  """),
              body);
          page.waitForURL("**/finance/refunds/" + FinanceScenes.refund(3));
        });
  }

  @Test
  void aYearsHolidaysAreSentAfterTheirFaultIsMended() {
    var answers = FinanceScenes.of(FinanceState.EMPTY);
    answers.say("POST /v1/calendars", 200, "{}");
    visit(
        DESKTOP,
        answers,
        "/finance/calendar",
        page -> {
          awaitShown(page, FinanceState.EMPTY);
          page.locator("summary:has-text('lịch nghỉ của một năm')").click();
          var year = page.locator("#year").inputValue();
          var submit = page.locator("details button[type=submit]");
          var days = "1/1/%1$s Tết Dương lịch\n\n 30/04/%1$s: Ngày Chiến thắng \n".formatted(year);
          page.locator("#holidays").fill(days + "30/02/" + year + " Không có\n");
          submit.click();
          page.locator("#holidays-fault:has-text('Dòng 4')").waitFor();
          Visit.until(page, "document.activeElement.id === 'holidays'");
          Look.assertClean(page, 1200, "vi");
          Look.picture(page, "FINANCE-CALENDAR-FAULTY-" + DESKTOP.name());
          page.locator("#holidays").fill(days);
          var body = sent(page, "/v1/calendars", submit::click);
          assertEquals(
              new JsonObject(
                  """
                  {"year":%1$s,"days":[{"day":"%1$s-01-01","name":"Tết Dương lịch"},{"day":"%1$s-04-30","name":"Ngày Chiến thắng"}]}
                  """
                      .formatted(year)),
              body);
          page.locator("[role=status] .note.good").waitFor();
        });
  }

  @Test
  void aRefundThatWasRefusedIsOpenedAgainAsItWasWithAReason() {
    var answers = FinanceScenes.of(FinanceState.FULL);
    answers.say("POST /v1/refunds", 201, "{\"id\":\"%s\"}".formatted(FinanceScenes.refund(3)));
    visit(
        DESKTOP,
        answers,
        "/finance/refunds/" + FinanceScenes.refund(8),
        page -> {
          awaitShown(page, FinanceState.FULL);
          page.locator("button:has-text('Mở lại khoản hoàn')").click();
          var submit = page.locator("dialog button[type=submit]");
          submit.click();
          Visit.until(page, "document.activeElement.id === 'reason'"); // none was given
          page.locator("#reason").fill("Tài khoản đã đổi");
          var body = sent(page, "/v1/refunds", submit::click);
          assertEquals(FinanceScenes.refund(8), body.getString("again"));
          assertNotEquals(body.getString("again"), body.getString("id"));
          assertEquals("Tài khoản đã đổi", body.getString("note"));
          assertTrue(body.getInteger("amount") > 0 && body.containsKey("reference"));
          page.waitForURL("**/finance/refunds/" + FinanceScenes.refund(3));
        });
  }

  @Test
  void aDifferenceIsSettledAsAPayoutByItsNumber() {
    var answers = FinanceScenes.of(FinanceState.FULL);
    answers.say("GET /v1/differences/17", 200, FinanceScenes.differenceThatMayBeAPayout());
    answers.say("POST /v1/differences/17/resolution", 200, "{}");
    visit(
        DESKTOP,
        answers,
        "/finance/differences/17",
        page -> {
          awaitShown(page, FinanceState.FULL);
          page.locator("#how-paid-out").check();
          page.locator("#why").fill("Sao kê không ghi số");
          var submit = page.locator("button:has-text('Gửi đề nghị')");
          page.locator("#payout").fill("12a");
          submit.click();
          page.locator("main .fault:has-text('số')").first().waitFor();
          page.locator("#payout").fill(" 12 ");
          var body = sent(page, "/v1/differences/17/resolution", submit::click);
          assertEquals(
              new JsonObject()
                  .put("resolution", "paid-out")
                  .put("reason", "Sao kê không ghi số")
                  .put("payoutNumber", 12),
              body);
        });
  }

  /** What the page sends there when this is done. */
  private static JsonObject sent(Page page, String path, Runnable done) {
    return new JsonObject(
        page.waitForRequest(
                request -> request.method().equals("POST") && request.url().endsWith(path), done)
            .postData());
  }

  @Test
  void aTokenIsKeptInMemoryOnly() {
    visit(
        DESKTOP,
        FinanceScenes.of(FinanceState.FULL),
        "/finance",
        page -> {
          awaitShown(page, FinanceState.FULL);
          assertEquals(
              false,
              page.evaluate(
                  "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
                      + " location.href, history.state]).includes('a.b.c')"));
        });
  }

  @Test
  void anAuditorSeesEverythingAndHasNothingToChangeItWith() {
    var answers = FinanceScenes.of(FinanceState.FULL);
    answers.say(
        "POST /v1/staff/payment-token",
        200,
        "{\"token\":\"a.b.c\",\"expiresAt\":\"2026-07-15T01:05:00.000000Z\",\"roles\":[\"auditor\"]}");
    for (var shown : FinanceShown.values()) {
      visit(
          DESKTOP,
          answers,
          shown.address(),
          page -> {
            awaitShown(page, FinanceState.FULL);
            assertEquals(
                0,
                page.locator("main textarea, main form:not(.between), main input[type=checkbox]")
                    .count(),
                shown::name);
          });
    }
  }

  @Test
  void twoPeopleWithoutAMouseTakeFilesInSettleADifferenceCloseTheDayAndSendMoneyBack() {
    FinanceDay.seed(stack);
    var day = "/days/" + FinanceDay.DAY;
    try (var maker = FinanceWorker.signedIn(stack, chromium, 11, "finance");
        var checker = FinanceWorker.signedIn(stack, chromium, 12, "finance-approver")) {
      maker.open("/files");
      maker.choose("vnpay.csv", FinanceDay.faulty());
      maker.press("Đọc và xem trước");
      var faulty = maker.visit.page.locator("main tr:has(td.code:has-text('amount')) td.number");
      faulty.first().waitFor();
      assertEquals("4", faulty.first().innerText());

      maker.takeIn("vnpay", "vnpay.csv", FinanceDay.vnpay());
      maker.takeIn("momo", "momo.csv", FinanceDay.momo());
      var credited = stack.payments("SELECT credit_day('%s')".formatted(FinanceDay.DAY));
      maker.takeIn("bank", "bank.csv", FinanceDay.bank(LocalDate.parse(credited)));

      maker.open("/differences?state=open");
      maker.press(maker.visit.page.locator("main tbody a"));
      maker.visit.tabTo(maker.visit.page.locator("#how-explained"));
      maker.visit.press("Space");
      maker.type("#why", "VNPAY tính phí của ngân hàng khác");
      maker.press("Gửi đề nghị");
      maker.visit.page.locator("main .tag:has-text('Chờ duyệt')").waitFor();
      assertEquals(0, maker.visit.button("Duyệt").count());

      checker.open("/differences?state=proposed");
      checker.press(checker.visit.page.locator("main tbody a"));
      checker.press("Duyệt");
      checker.confirm();
      checker.visit.page.locator("main .tag:has-text('Đã xử lý')").waitFor();

      maker.open(day);
      assertEquals(0, maker.visit.button("Khoá sổ ngày").count());
      checker.open(day);
      checker.press("Khoá sổ ngày");
      checker.confirm();
      checker.visit.page.locator("main .note.good h2:has-text('đã khoá sổ')").waitFor();

      maker.open("/refunds?state=open");
      maker.press("Chọn 2 khoản cần lập");
      maker.press("Lập lô 2 khoản");
      maker.confirm();
      maker.visit.page.locator("[role=status] .note.good").waitFor();
      checker.open("/refunds?state=prepared");
      checker.press("Chọn 2 khoản chờ duyệt");
      checker.press("Duyệt lô 2 khoản");
      checker.confirm();
      checker.visit.page.locator("[role=status] .note.good").waitFor();
      assertEquals(
          "2",
          stack.payments(
              "SELECT count(*) FROM refund WHERE released_by IS NOT NULL AND released_by <>"
                  + " prepared_by"));
    }
  }
}
