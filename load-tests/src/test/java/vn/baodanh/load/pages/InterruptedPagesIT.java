package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.local.SeasonWindow;

/**
 * What comes between a candidate and a page: the close, another device, a session that ends, a
 * second question who it is, a network that fails. Each is also looked at, as {@link Look} says.
 */
class InterruptedPagesIT {
  private static final Map<String, String> AT_ONCE = Map.of("Retry-After", "1");

  private static Chromium chromium;
  private static PagesStack stack;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    stack = PagesStack.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (stack != null) {
      stack.close();
      chromium.close();
    }
  }

  private static Visit drafted(int person) {
    var visit = new Visit(stack, chromium.device(360, 740, "vi", null)).signedIn(person);
    visit.open("/preferences");
    visit.addProgrammes("bach khoa", 2);
    return visit;
  }

  private static Visit filed(int person) {
    var visit = drafted(person);
    visit.sendList();
    visit.awaitProof();
    return visit;
  }

  @Test
  void aWindowThatClosesWhileSomebodyTypesLeavesTheDraftAndSaysThatItDoesNotCount() {
    try (var visit = filed(1)) {
      var page = visit.page;
      page.locator("[data-state=done] .link-button").click();
      page.locator("#down-0").click();
      page.locator(".unsaved").waitFor();
      stack.execute(
          "UPDATE season_window SET closes_at = now() + interval '7 seconds' WHERE step ="
              + " 'preferences'");
      page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      Visit.waitUntil(() -> readsTheClose(page));
      page.locator("#draft-closed").waitFor();
      assertEquals(0, page.locator("#search, .moves, .send-bar").count(), "nothing can be changed");
      assertTrue(page.locator("#draft-closed").innerText().contains("nguyện vọng 1 thành 2"));
      Look.atPhone(page, "DRAFT-CLOSED");
    } finally {
      SeasonWindow.open(stack.postgres, stack.base());
    }
  }

  /** The page reads the season once a minute, and when somebody comes back to it. */
  private static boolean readsTheClose(Page page) {
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    page.waitForTimeout(300);
    return page.locator(".hurry, #draft-closed").count() > 0;
  }

  @Test
  void aDraftThatIsOlderThanWhatAnotherDeviceFiledIsNotSentUnawares() {
    try (var one = filed(2);
        var other = new Visit(stack, chromium.device(360, 740, "vi", null)).signedIn(2)) {
      one.page.locator("#down-0").click();
      one.page.locator(".unsaved").waitFor();
      one.awaitDraft();
      one.page.navigate("about:blank");
      other.open("/preferences");
      other.page.locator(".ordered li").nth(1).waitFor();
      other.addProgrammes("bach khoa", 0);
      other.page.locator(".found .icon-button").first().click();
      other.sendList();
      other.awaitProof();
      one.open("/preferences");
      one.page.locator("#elsewhere").waitFor();
      Visit.gone(one.page.locator("[data-state=done]")); // it counts no more
      assertTrue(one.page.locator("#elsewhere").innerText().contains("Bỏ"), "says what it undoes");
      Look.atPhone(one.page, "ELSEWHERE");
      one.button("Dùng bản mới hơn").click();
      one.page.locator(".ordered li").nth(2).waitFor();
      Visit.gone(one.page.locator("#elsewhere"));
    }
  }

  /**
   * What is on file then is not what is shown: a list that is made from it must not be sent as if
   * it were.
   */
  @Test
  void whatAnotherDeviceFiledAndIsNotRecordedYetIsNotOverwrittenUnawares() {
    try (var visit = new Visit(stack, chromium.device(360, 740, "vi", null)).signedIn(18)) {
      var page = visit.page;
      var isRecorded = new AtomicBoolean();
      page.route(
          "**/v1/me/preferences",
          route -> answer(route, 200, isRecorded.get() ? NEWER_RECORDED : NEWER_RECEIVED));
      visit.open("/preferences");
      page.locator("#down-0").click();
      page.locator(".send-bar:has-text('đang chờ ghi nhận')").waitFor();
      assertTrue(visit.button("Xem lại và gửi").isDisabled());
      visit.awaitDraft();
      isRecorded.set(true);
      page.locator("#elsewhere").waitFor();
      visit.button("Dùng bản mới hơn").click();
      Visit.waitUntil(() -> page.locator(".ordered li").count() == 3);

      isRecorded.set(false);
      visit.open("/preferences");
      Visit.waitUntil(() -> page.locator(".ordered li").count() == 2);
      isRecorded.set(true);
      Visit.waitUntil(() -> page.locator(".ordered li").count() == 3);
      assertEquals(0, page.locator(".unsaved").count(), "nobody changed anything");
    }
  }

  private static final String NEWER_RECEIVED =
      """
      {"version": "1784023199999871", "status": "received", "pending": {"receivedAt": "2026-07-14T09:59:59.871000Z"},
       "preferences": [{"institutionCode": "BKA", "programmeCode": "IT1"}, {"institutionCode": "QHI", "programmeCode": "CN1"}]}
      """;
  private static final String NEWER_RECORDED =
      """
      {"version": "1784023199999871", "status": "recorded", "filingId": "01981d0e-6f5c-7d3a-9a54-6f0f3c6f4f22",
       "receivedAt": "2026-07-14T09:59:59.871000Z", "recordedAt": "2026-07-14T10:00:00.100000Z",
       "preferences": [{"institutionCode": "BKA", "programmeCode": "EE1"}, {"institutionCode": "BKA", "programmeCode": "IT1"},
         {"institutionCode": "QHI", "programmeCode": "CN1"}]}
      """;

  @Test
  void aSeasonThatAsksForACodeGetsItAtTheEndAndTheListIsSent() {
    try (var visit = drafted(3)) {
      var page = visit.page;
      page.route(
          "**/v1/me/preferences",
          route -> {
            var request = route.request();
            if (request.method().equals("PUT") && !request.headers().containsKey("step-up")) {
              answer(route, 403, "{\"code\":\"step-up-required\",\"title\":\"Cần mã\"}");
            } else {
              route.resume();
            }
          });
      page.route(
          "**/v1/me/step-up/codes", route -> answer(route, 202, "{\"to\":\"số điện thoại …678\"}"));
      page.route("**/v1/me/step-up", route -> answer(route, 200, "{\"proof\":\"of-who-it-is\"}"));
      visit.sendList();
      visit.button("Gửi mã cho tôi").click();
      Look.atPhone(page, "STEP-UP-CODE");
      page.locator("#step-up-code").fill("123456");
      page.locator(".shout button").first().click();
      visit.awaitProof();
    }
  }

  /** What is edited meanwhile stays a draft: neither is it lost, nor is the list before it. */
  @Test
  void whatIsChangedWhileACodeIsAskedForIsKeptAndSentAfterwards() {
    try (var visit = drafted(10)) {
      var page = visit.page;
      var times = new AtomicInteger();
      page.route(
          "**/v1/me/preferences",
          route -> {
            if (route.request().method().equals("PUT") && times.getAndIncrement() == 0) {
              answer(route, 403, "{\"code\":\"step-up-required\",\"title\":\"Cần mã\"}");
            } else {
              route.resume();
            }
          });
      page.route(
          "**/v1/me/step-up/codes", route -> answer(route, 202, "{\"to\":\"số điện thoại …678\"}"));
      page.route("**/v1/me/step-up", route -> answer(route, 200, "{\"proof\":\"of-who-it-is\"}"));
      visit.sendList();
      visit.button("Gửi mã cho tôi").waitFor();
      var first = programme(page, 0);
      page.locator("#down-0").click();
      Visit.waitUntil(() -> programme(page, 1).equals(first));
      page.locator(".unsaved:has-text('Bản trước còn CHƯA GỬI')").waitFor();
      assertTrue(visit.button("Xem lại và gửi").isDisabled(), "one filing at a time");
      visit.awaitDraft();
      page.reload();
      visit.button("Gửi mã cho tôi").or(page.locator("[data-receipt=true]")).first().waitFor();
      visit.awaitProof();
      Visit.waitUntil(() -> programme(page, 1).equals(first));
      visit.sendList();
      Visit.waitUntil(() -> lists(visit) == 2);
      page.reload();
      Visit.waitUntil(() -> programme(page, 1).equals(first));
      assertEquals(2, lists(visit), "the list before, and what was changed meanwhile");
    }
  }

  /** Also from another page, and with what was changed meanwhile: it is a draft again. */
  @Test
  void whoDoesNotTypeACodeTakesTheListBackGoesOnEditingAndLosesNothing() {
    try (var visit = drafted(12)) {
      var page = visit.page;
      page.route(
          "**/v1/me/preferences",
          route -> {
            if (route.request().method().equals("PUT")) {
              answer(route, 403, "{\"code\":\"step-up-required\",\"title\":\"Cần mã\"}");
            } else {
              route.resume();
            }
          });
      visit.sendList();
      visit.button("Gửi mã cho tôi").waitFor();
      var first = programme(page, 0);
      page.locator("nav a[href='/messages']").click();
      page.waitForURL("**/messages");
      visit.button("Không gửi nữa, sửa tiếp").click();
      page.waitForURL("**/preferences");
      Visit.gone(page.locator(".shout"));
      page.locator(".unsaved:has-text('Thay đổi CHƯA GỬI')").waitFor();
      visit.awaitDraft();
      page.reload();
      Visit.waitUntil(() -> programme(page, 0).equals(first));
      page.locator(".unsaved:has-text('Thay đổi CHƯA GỬI')").waitFor();

      visit.sendList();
      visit.button("Gửi mã cho tôi").waitFor();
      page.locator("#down-0").click();
      Visit.waitUntil(() -> programme(page, 1).equals(first));
      visit.button("Không gửi nữa, sửa tiếp").click();
      Visit.gone(page.locator(".shout"));
      visit.awaitDraft();
      page.reload();
      Visit.waitUntil(() -> programme(page, 1).equals(first));
      Visit.gone(page.locator(".shout"));
      assertEquals(0, lists(visit));

      page.unroute("**/v1/me/preferences");
      visit.sendList();
      visit.awaitProof();
      assertEquals(first, programme(page, 1));
      assertEquals(1, lists(visit));
    }
  }

  @Test
  void aWithdrawalThatIsWantedWhileARegistrationIsNotSentIsNotDropped() {
    try (var visit = new Visit(stack, chromium.device(360, 740, "vi", null)).signedIn(11)) {
      var page = visit.page;
      var isProven = new AtomicBoolean();
      var withdrawn = new AtomicInteger();
      page.route(
          "**/v1/me/exam-registration",
          route -> {
            var method = route.request().method();
            if (method.equals("GET")) {
              answer(route, 200, Scenes.registrationOnFile());
            } else if (!isProven.get()) {
              answer(route, 403, "{\"code\":\"step-up-required\",\"title\":\"Cần mã\"}");
            } else {
              withdrawn.addAndGet(method.equals("DELETE") ? 1 : 0);
              answer(route, 422, "{\"code\":\"rules\",\"title\":\"Không nhận\",\"faults\":[]}");
            }
          });
      page.route(
          "**/v1/me/step-up/codes", route -> answer(route, 202, "{\"to\":\"số điện thoại …678\"}"));
      page.route("**/v1/me/step-up", route -> answer(route, 200, "{\"proof\":\"of-who-it-is\"}"));
      visit.open("/registration");
      for (int part = 0; part < 4; part++) {
        visit.button("Tiếp tục").click();
      }
      visit.button("Gửi đăng ký dự thi").click();
      visit.button("Gửi mã cho tôi").click();
      visit.button("Rút đăng ký dự thi").click();
      assertTrue(visit.button("Rút đăng ký").isDisabled());
      page.locator("dialog:has-text('Hãy gửi xong bản đó')").waitFor();
      visit.press("Escape");
      isProven.set(true);
      page.locator("#step-up-code").fill("123456");
      page.locator(".shout button").first().click();
      page.locator("[data-state=refused]").waitFor();
      visit.button("Rút đăng ký dự thi").click();
      visit.button("Rút đăng ký").click();
      Visit.gone(page.locator("dialog"));
      page.waitForCondition(() -> withdrawn.get() == 1);
      page.locator("[data-state=refused] .link-button").click();
      isProven.set(false);
      visit.button("Rút đăng ký dự thi").click();
      visit.button("Rút đăng ký").click();
      visit.button("Không rút nữa").click();
      Visit.gone(page.locator(".shout"));
      visit.button("Rút đăng ký dự thi").waitFor();
      assertEquals(1, withdrawn.get());
    }
  }

  private static String programme(Page page, int place) {
    var names = page.locator(".ordered .programme");
    return names.count() > place ? names.nth(place).innerText().replaceAll("(?s).*:\\s*", "") : "";
  }

  private static long lists(Visit visit) {
    return stack.count(
        "SELECT count(*) FROM filing_journal WHERE candidate_id = '%s' AND kind = 1"
            .formatted(visit.person()));
  }

  @Test
  void aSeasonThatAsksThePortalAgainSendsByItselfWhenOneComesBack() {
    try (var visit = drafted(4)) {
      var times = new AtomicInteger();
      visit.page.route(
          "**/v1/me/preferences",
          route -> {
            if (route.request().method().equals("PUT") && times.getAndIncrement() == 0) {
              answer(route, 401, "{\"code\":\"step-up-required\",\"acrValues\":[\"2\"]}");
            } else {
              route.resume();
            }
          });
      visit.sendList();
      visit.page.locator(".shout[data-state=step-up] a").waitFor();
      assertEquals(0, visit.page.locator("[role=alert]").count(), "the session is not over");
      Look.atPhone(visit.page, "STEP-UP-PORTAL");
      visit.page.locator(".shout[data-state=step-up] a").click();
      visit.choosePerson(4);
      visit.awaitProof();
    }
  }

  @Test
  void aReceiptThatCannotBeReadAtOnceIsCheckedALittleLater() {
    try (var visit = drafted(5)) {
      var times = new AtomicInteger();
      visit.page.route(
          "**/receipt",
          route -> {
            if (times.getAndIncrement() == 0) {
              route.abort();
            } else {
              route.resume();
            }
          });
      visit.sendList();
      visit.awaitProof();
      assertEquals(2, times.get());
    }
  }

  @Test
  void notSentIsSeenAlsoBelowOnAPage() {
    try (var visit = drafted(6)) {
      visit.page.locator("text=Tìm thấy").waitFor(Visit.attached());
      visit.device.setOffline(true);
      visit.sendList();
      visit.notSent().waitFor();
      Visit.until(visit.page, "scrollY === 0 && document.activeElement.id === 'outcome'");
      visit.page.mouse().wheel(0, 900);
      visit.page.locator(".strip:has-text('CHƯA GỬI')").waitFor();
      Look.atPhone(visit.page, "NOT-SENT-BELOW");
      visit.device.setOffline(false);
      visit.awaitProof();
      assertEquals(0, visit.page.locator(".strip").count());
    }
  }

  @Test
  void aPageThatIsBusyOrOutOfReachComesByItself() {
    try (var visit = new Visit(stack, chromium.device(360, 740, "vi", null))) {
      var page = visit.page;
      var isAway = new AtomicBoolean(true);
      page.route(
          "**/pages/history.js*",
          route -> {
            if (isAway.get()) {
              route.abort();
            } else {
              route.resume();
            }
          });
      visit.signedIn(7);
      var answers = new AtomicInteger();
      page.route(
          "**/v1/me/filings",
          route -> {
            if (answers.getAndIncrement() == 0) {
              route.fulfill(
                  new FulfillOptions()
                      .setStatus(503)
                      .setHeaders(AT_ONCE)
                      .setBody("{\"code\":\"busy\",\"title\":\"Hệ thống đang bận.\"}"));
            } else {
              route.resume();
            }
          });
      page.locator("main a[href='/history']").click();
      page.locator("main .note:has-text('Không có kết nối')").waitFor();
      isAway.set(false);
      page.locator("main .note:has-text('Hệ thống đang bận')").waitFor();
      page.locator("p.card:has-text('Chưa có gì được gửi')").waitFor();
    }
  }

  @Test
  void aSessionThatIsOverIsSaidWhereverOneIsAndTheFormIsThereAfterwards() {
    try (var visit = new Visit(stack, chromium.device(360, 740, "vi", null)).signedIn(8)) {
      var page = visit.page;
      visit.open("/registration");
      page.locator("#phone").fill("0912345678");
      visit.device.clearCookies();
      page.locator("nav a[href='/messages']").click();
      page.locator("[role=alert]:has-text('hết hạn')").waitFor();
      Look.atPhone(page, "SESSION-OVER");
      page.locator("nav a[href='/registration']").click();
      page.locator("[role=alert] a.button").click();
      visit.choosePerson(8);
      page.locator("#phone").waitFor();
      assertTrue(page.url().endsWith("/registration"), page.url());
      assertEquals("0912345678", page.locator("#phone").inputValue());
    }
  }

  /**
   * The device is opened again after the session is over: whoever looks at it must not think that
   * all is done.
   */
  @Test
  void whatIsNotSentIsSaidAlsoToWhoIsNotSignedInAnyMore() {
    try (var visit = drafted(13)) {
      var page = visit.page;
      visit.device.clearCookies();
      visit.sendList();
      page.locator(".shout[data-state=sign-in]").waitFor();
      visit.open("/");
      page.locator("main a.button:has-text('Đăng nhập bằng')").waitFor();
      visit.notSent().waitFor();
      assertTrue(visit.notSent().innerText().contains("CHƯA GỬI"));
      Look.atPhone(page, "NOT-SENT-SIGNED-OUT");
      visit.notSent().locator("a").click();
      visit.choosePerson(13);
      visit.awaitProof();
      assertEquals(1, lists(visit));
    }
  }

  @Test
  void aTabFollowsWhoSignsInInAnotherAndSendsNothingInTheirName() {
    try (var visit = drafted(14)) {
      var page = visit.page;
      var first = visit.person();
      visit.device.clearCookies();
      visit.sendList();
      page.locator(".shout[data-state=sign-in]").waitFor();
      var tab = visit.device.newPage();
      signInAt(tab, 15);
      page.locator("h1:has-text('Nguyện vọng')").waitFor();
      Visit.gone(page.locator(".shout"));
      page.locator("text=Chưa có nguyện vọng nào").waitFor();
      var second = visit.person();
      assertNotEquals(first, second);
      tab.locator("header button").last().click();
      tab.locator("dialog .button").first().click();
      page.locator("main a.button:has-text('Đăng nhập bằng')").waitFor();
      assertEquals(
          0,
          stack.count(
              "SELECT count(*) FROM filing_journal WHERE candidate_id IN ('%s', '%s')"
                  .formatted(first, second)));
    }
  }

  private static void signInAt(Page page, int person) {
    page.navigate(stack.base() + "/");
    page.locator("main p > a.button:has-text('Đăng nhập bằng')").click();
    page.locator("a[href$='login_hint=" + person + "']").click();
    page.locator("main .card").first().waitFor();
  }

  @Test
  void whoSignsInAgainInAnotherTabGoesOnInThisOne() {
    try (var visit = new Visit(stack, chromium.device(360, 740, "vi", null)).signedIn(17)) {
      var page = visit.page;
      visit.device.clearCookies();
      page.locator("nav a[href='/messages']").click();
      page.locator("[role=alert]:has-text('hết hạn')").waitFor();
      signInAt(visit.device.newPage(), 17);
      page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      page.locator("p.card:has-text('Chưa có thông báo')").waitFor();
      Visit.gone(page.locator("[role=alert]"));
    }
  }

  /**
   * A list that was changed and not sent is not overlooked on the home page, nor when one signs
   * out.
   */
  @Test
  void aDraftIsSaidOnTheHomePageAndBeforeItIsDeleted() {
    try (var visit = filed(16)) {
      var page = visit.page;
      page.locator("[data-state=done] .link-button").click();
      page.locator(".ordered .icon-button").last().click();
      visit.button("Xem lại và gửi").click();
      page.locator("dialog[open]").waitFor();
      var removed = page.locator("dialog .changes").innerText();
      assertTrue(removed.contains("(trước là nguyện vọng 2)"), removed);
      visit.press("Escape");
      Visit.gone(page.locator("dialog"));
      visit.awaitDraft();
      page.locator("nav a[href='/']").click();
      page.locator(".next:has-text('gửi nguyện vọng bạn đang sửa')").waitFor();
      page.locator(".card .unsaved:has-text('CHƯA GỬI')").waitFor();
      Look.atPhone(page, "HOME-DRAFT");
      page.locator("header button").last().click();
      page.locator("dialog .danger").waitFor();
      page.locator("dialog[open]").waitFor();
      assertTrue(page.locator("dialog").innerText().contains("CHƯA GỬI"));
      Look.atPhone(page, "SIGN-OUT-DRAFT");
      visit.press("Escape");
      Visit.gone(page.locator("dialog"));
      page.locator(".next a").click();
      page.locator("#down-0").waitFor();
      assertEquals(1, page.locator(".ordered li").count());
    }
  }

  @Test
  void questionsAreAskedSoThatEverybodyCanAnswerThem() {
    try (var visit = drafted(9)) {
      var page = visit.page;
      visit.button("Xem lại và gửi").click();
      Look.atPhone(page, "REVIEW");
      visit.press("Escape");
      Visit.gone(page.locator("dialog"));
      assertEquals("Xem lại và gửi", page.evaluate("document.activeElement.textContent"));
      page.locator("header button").last().click();
      Look.atPhone(page, "SIGN-OUT");
    }
  }

  private static void answer(Route route, int status, String json) {
    route.fulfill(
        new FulfillOptions().setStatus(status).setContentType("application/json").setBody(json));
  }
}
