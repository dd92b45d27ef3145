package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * From signing in to the paid receipt, against everything: candidates file, the window closes,
 * bills are made, and paid at the platform; also without its notification, and by somebody else.
 */
class PaymentPagesIT {
  private static Chromium chromium;
  private static PagesStack stack;
  private static Visit payer;
  private static Visit unlucky;
  private static Visit relative;
  private static Visit impatient;
  private static Visit forgetful;

  @BeforeAll
  static void fileAndClose() throws IOException {
    chromium = Chromium.start();
    stack = PagesStack.withPayments();
    payer = filed(1);
    unlucky = filed(2);
    relative = filed(3);
    impatient = filed(4);
    forgetful = filed(5);
    stack.execute(
        "UPDATE season_window SET closes_at = now() WHERE step = 'preferences';"
            + "INSERT INTO season_window (id, season, step, opens_at, closes_at, hidden) VALUES"
            + " ('payment-of-all', '2026', 'payment', now() - interval '1 hour',"
            + " now() + interval '1 day', false)");
    for (var visit : new Visit[] {payer, unlucky, relative, impatient}) {
      getBill(visit);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (stack != null) {
      stack.close();
      chromium.close();
    }
  }

  private static Visit filed(int person) {
    var visit = new Visit(stack, chromium.device(1200, 900, "vi", null)).signedIn(person);
    visit.open("/preferences");
    visit.addProgrammes("bach khoa", 3);
    visit.sendList();
    visit.awaitProof();
    return visit;
  }

  /** It is made once everything before the close is recorded, some 15 s after it. */
  private static final Duration BILL_WITHIN = Duration.ofSeconds(90);

  private static void getBill(Visit visit) {
    visit.open("/fee");
    var make = visit.button("Xem phiếu thu của tôi");
    var amount = visit.page.locator("dl .big");
    Visit.waitUntil(
        BILL_WITHIN,
        () -> {
          if (amount.count() == 0 && make.count() > 0 && make.isEnabled()) {
            Visit.pressIfThere(make);
            visit.page.waitForTimeout(1_000);
          }
          return amount.count() > 0;
        });
    assertTrue(amount.innerText().startsWith("45.000"), amount.innerText());
  }

  /** Before anybody asked for the bill, too: what is not paid is not counted. */
  @Test
  void theHomePageSaysThatTheFeeIsToBePaidBeforeThereIsABill() {
    forgetful.open("/");
    forgetful.page.locator(".next:has-text('nộp lệ phí') a[href='/fee']").click();
    getBill(forgetful);
    forgetful.open("/");
    forgetful.page.locator(".next:has-text('nộp lệ phí') a[href='/fee']").waitFor();
  }

  private static final String TYPE =
      "async path => (await fetch(path)).headers.get('Content-Type')";

  /** Its number comes a moment after the payment: until then the page says so, and stays. */
  @Test
  void aPaidListHasANumberedReceiptAndTheHomePageSaysSo() throws IOException {
    payAtPlatform(payer.page, payer);
    payer.page.locator("[data-bill=paid]").waitFor();
    var link = payer.page.locator("[data-bill=paid] a").getAttribute("href");
    Visit.waitUntil(() -> "application/pdf".equals(payer.page.evaluate(TYPE, link)));
    var receipt =
        payer.page.waitForDownload(() -> payer.page.locator("[data-bill=paid] a").click());
    assertTrue(receipt.suggestedFilename().endsWith(".pdf"), receipt.suggestedFilename());
    assertTrue(Files.size(receipt.path()) > 1_000, "a PDF of " + Files.size(receipt.path()));
    payer.page.route(
        "**/v1/me/bill/receipt*", route -> route.fulfill(new FulfillOptions().setStatus(404)));
    payer.page.locator("[data-bill=paid] a").click();
    payer.page.locator("[role=status]:has-text('đang được đánh số')").waitFor();
    assertTrue(payer.page.url().startsWith(stack.base() + "/payment"), payer.page.url());
    payer.open("/");
    payer.page.locator("section .tag:has-text('Đã nộp')").waitFor();
  }

  /** Between the press and the platform's page nothing is begun again, whatever is pressed. */
  @Test
  void pressingAgainBeforeThePageIsLeftIsTheSamePayment() {
    impatient.open("/fee");
    var page = impatient.page;
    var left = new AtomicInteger();
    page.route(
        "**/paymentv2/**",
        route -> {
          left.incrementAndGet();
          route.fulfill(new FulfillOptions().setStatus(204)); // the browser stays where it is
        });
    var pay = page.locator("button:has-text('VNPAY')");
    assertEquals(0, page.locator("button:has-text('MoMo')").count(), "it is not in use");
    pay.click();
    page.waitForCondition(() -> left.get() == 1);
    assertTrue(pay.isDisabled(), "busy until the page is left");
    assertEquals(1, attempts(page));
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    Visit.waitUntil(pay::isEnabled);
    pay.click();
    page.waitForCondition(() -> left.get() == 2);
    assertEquals(1, attempts(page), "the key was kept");
    page.unroute("**/paymentv2/**");
    impatient.open("/fee");
    pay.click();
    page.locator("button[value=pay]").waitFor();
    impatient.open("/fee");
    assertEquals(2, attempts(page), "somebody who came back pays anew");
  }

  private static int attempts(Page page) {
    return (Integer) page.evaluate(ATTEMPTS);
  }

  private static final String ATTEMPTS =
      "async () => (await (await fetch('/v1/me/bill/payments')).json()).payments.length";

  @Test
  void aPaymentWithoutNotificationIsPendingUntilItIsKnownAndNeverUnpaid() {
    faults("{\"seed\":1,\"perMille\":{\"ipn-lost\":1000,\"query-error\":1000}}");
    payAtPlatform(unlucky.page, unlucky);
    unlucky.page.locator("[data-bill=pending]").waitFor();
    assertTrue(unlucky.page.locator("[data-bill=pending]").innerText().contains("đừng nộp lại"));
    faults("{\"seed\":1,\"perMille\":{}}");
    unlucky.page.locator("[data-bill=paid]").waitFor();
  }

  @Test
  void somebodyElsePaysByALinkAndSeesNothingOfTheCandidate() {
    relative.open("/fee");
    relative.button("Tạo liên kết").click();
    var address = relative.page.locator("input[readonly]").inputValue();
    try (var device = chromium.device(360, 740, "vi", null)) {
      var page = device.newPage();
      page.navigate(address);
      page.locator("dl .big").waitFor();
      assertFalse(page.content().contains(stack.portal.person(3).name()));
      page.locator("button:has-text('VNPAY')").click();
      page.locator("button[value=pay]").click();
      page.locator("main h1").waitFor();
      relative.open("/fee");
      relative
          .page
          .locator("[data-bill=paid], [data-bill=begun], [data-bill=pending]")
          .first()
          .waitFor();
      relative.page.locator("[data-bill=paid]").waitFor();
      page.navigate(address);
      page.locator(".note.good").waitFor();
    }
  }

  private static void payAtPlatform(Page page, Visit visit) {
    visit.open("/fee");
    page.locator("button:has-text('VNPAY')").click();
    page.locator("button[value=pay]").click();
    try {
      Visit.waitUntil(() -> page.url().startsWith(stack.base() + "/payment?shown=paid"));
    } catch (AssertionError late) {
      throw new AssertionError(page.url() + " " + page.locator("body").innerText(), late);
    }
  }

  private static void faults(String plan) {
    var answer =
        payer
            .page
            .request()
            .put(
                stack.platform() + "/simulator/faults",
                RequestOptions.create()
                    .setHeader("Content-Type", "application/json")
                    .setData(new JsonObject(plan).encode()));
    assertEquals(200, answer.status(), answer.text());
  }
}
