package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.local.SeasonWindow;

/** Candidates at their devices file against the real service, whatever comes in between. */
class FilingPagesIT {
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

  private static Visit phone() {
    return new Visit(stack, chromium.device(360, 740, "vi", null));
  }

  @Test
  void aCandidateRegistersWithFaultsAtTheirFieldsAndTheReceiptIsChecked() {
    try (var visit = phone().signedIn(1)) {
      var page = visit.page;
      visit.open("/registration");
      page.locator("#fullName").waitFor();
      visit.button("Tiếp tục").click();
      Visit.until(page, "document.activeElement.classList.contains('note')");
      page.locator("section.note li a").first().click();
      assertEquals("sex", page.evaluate("document.activeElement.id"));
      assertEquals(
          "sex-fault",
          page.locator("fieldset.wrong").first().getAttribute("aria-describedby").trim());
      page.locator("#placeOfBirth").selectOption("01");
      fillIn(visit);
      visit.button("Gửi đăng ký dự thi").click();
      visit.awaitProof();
      assertEquals(1, filings(visit, 2));
    }
  }

  /** Everything but where somebody was born, up to the last part. */
  private static void fillIn(Visit visit) {
    var page = visit.page;
    page.locator("#sex").check();
    page.locator("#phone").fill("0912345678");
    visit.button("Tiếp tục").click();
    page.locator("#residence-provinceCode").selectOption("01");
    page.locator("#residence-wardCode").fill("00001");
    page.locator("#residence-address").fill("1 Hàng Bài");
    page.locator("#schools-grade12").pressSequentially("chu van an");
    page.locator("#schools-grade12-found li").first().waitFor();
    visit.press("ArrowDown");
    visit.press("Enter");
    page.locator("#className").fill("12A1");
    visit.button("Tiếp tục").click();
    page.locator("text=Môn thi").first().waitFor();
    page.locator("fieldset input[type=checkbox]").nth(0).check();
    page.locator("fieldset input[type=checkbox]").nth(1).check();
    visit.button("Tiếp tục").click();
    page.locator("#priorityArea-KV3").check();
    visit.button("Tiếp tục").click();
  }

  /** The form is on the page all the while: whoever sent it must see what to mend, and where. */
  @Test
  void aRegistrationThatIsRefusedLeadsToWhatIsWrongAndIsTakenOnceThatIsMended() {
    try (var visit = phone().signedIn(15)) {
      var page = visit.page;
      visit.open("/registration");
      page.locator("#placeOfBirth").selectOption("01");
      fillIn(visit);
      page.locator("form .link-button").nth(1).click();
      page.locator("#residence-wardCode").fill("1");
      visit.button("Tiếp tục").click();
      page.locator("fieldset input[type=checkbox]").nth(1).uncheck();
      visit.button("Tiếp tục").click();
      page.locator("#faults:has-text('Chọn 2 môn, bạn đang có 1')").waitFor();
      page.locator("fieldset input[type=checkbox]").nth(1).check();
      visit.button("Tiếp tục").click();
      visit.button("Tiếp tục").click();
      visit.button("Gửi đăng ký dự thi").click();
      page.locator("[data-state=refused]").waitFor();
      page.locator("#residence-wardCode-fault:has-text('Mã gồm 5 chữ số')").waitFor();
      Visit.until(page, "document.activeElement.id === 'faults'");
      Look.atPhone(page, "REGISTRATION-REFUSED");
      visit.button("Sửa và gửi lại").click();
      Visit.until(page, "document.activeElement.id === 'faults'");
      page.locator("#faults a").click();
      page.keyboard().press("ControlOrMeta+a");
      page.keyboard().type("00001");
      for (int part = 0; part < 3; part++) {
        visit.button("Tiếp tục").click();
      }
      visit.button("Gửi đăng ký dự thi").click();
      visit.awaitProof();
      assertEquals(1, filings(visit, 2));
    }
  }

  @Test
  void whoWasBornAbroadAndIsAForeignNationalSaysFromWhichCountry() {
    try (var visit = phone().signedIn(14)) {
      var page = visit.page;
      visit.open("/registration");
      page.locator("#placeOfBirth option[value='01']").waitFor(Visit.attached());
      var places = page.locator("#placeOfBirth option");
      assertEquals(1 + 34 + 248, places.count(), "one to choose, provinces, countries");
      assertEquals(0, page.locator("#placeOfBirth option[value='65']").count(), "no province");
      page.locator("#placeOfBirth").selectOption("LA");
      page.locator("#foreignNationality").selectOption("LA");
      fillIn(visit);
      assertTrue(page.locator("form").innerText().contains("Lào"), "named, not coded");
      visit.button("Gửi đăng ký dự thi").click();
      visit.awaitProof();
      assertEquals(
          1,
          stack.count(
              "SELECT count(*) FROM filing_journal WHERE candidate_id = '%s' AND outcome = 1 AND"
                      .formatted(visit.person())
                  + " convert_from(content, 'UTF8')::jsonb @>"
                  + " '{\"placeOfBirth\":\"LA\",\"foreignNationality\":\"LA\"}'"));
    }
  }

  @Test
  void aListIsFiledByKeyboardAlone() {
    try (var visit = phone()) {
      var page = visit.page;
      page.navigate(stack.base() + "/");
      visit.tabTo(page.locator("main a.button"));
      visit.press("Enter");
      visit.tabTo(page.locator("a[href$='login_hint=2']"));
      visit.press("Enter");
      visit.tabTo(page.locator("nav a[href='/preferences']"));
      visit.press("Enter");
      visit.tabTo(page.locator("#search"));
      page.keyboard().type("bach khoa ha noi");
      visit.tabTo(page.locator(".chips button").first());
      visit.press("Enter");
      for (int i = 0; i < 3; i++) {
        visit.tabTo(page.locator(".found .icon-button").first());
        visit.press("Enter");
      }
      var first = name(page, 0);
      page.locator("#grip-0").focus();
      visit.press(" ");
      visit.press("ArrowDown");
      visit.press("ArrowDown");
      visit.press(" ");
      awaitName(page, 2, first);
      visit.tabTo(page.locator("#up-2"));
      visit.press("Enter");
      awaitName(page, 1, first);
      page.locator("#grip-1").focus();
      visit.press(" ");
      visit.press("ArrowUp");
      visit.press("Escape");
      awaitName(page, 1, first);
      visit.tabTo(visit.button("Xem lại và gửi"));
      visit.press("Enter");
      visit.tabTo(visit.button("Gửi"));
      visit.press("Enter");
      visit.awaitProof();
      assertEquals(1, filings(visit, 1));
    }
  }

  private static void awaitName(Page page, int place, String name) {
    Visit.waitUntil(() -> name(page, place).equals(name));
  }

  private static String name(Page page, int place) {
    return page.locator(".ordered .programme").nth(place).innerText().replaceAll("(?s).*:\\s*", "");
  }

  @Test
  void feeAndCountFollowTheListAsItIsChanged() {
    try (var visit = drafted(17, 2)) {
      var page = visit.page;
      page.locator(".fee-line:has-text('30.000')").waitFor();
      page.locator("text=2/15 nguyện vọng").waitFor();
      page.locator(".found .icon-button").first().click();
      page.locator(".fee-line:has-text('45.000')").waitFor();
      page.locator("text=3/15 nguyện vọng").waitFor();
      page.locator(".ordered li .icon-button").last().click();
      page.locator(".fee-line:has-text('30.000')").waitFor();
    }
  }

  @Test
  void aListIsReorderedByDraggingAndTheDifferenceIsShown() {
    try (var visit = filed(3, 3)) {
      var page = visit.page;
      var first = name(page, 0);
      page.setViewportSize(1200, 1400);
      var from = page.locator("#grip-0").boundingBox();
      var to = page.locator(".ordered li").nth(2).boundingBox();
      page.mouse().move(from.x + 10, from.y + 10);
      page.mouse().down();
      page.mouse().move(from.x + 10, to.y + to.height / 2, new Mouse.MoveOptions().setSteps(8));
      page.mouse().up();
      awaitName(page, 2, first);
      visit.button("Xem lại và gửi").click();
      assertTrue(page.locator("dialog .changes").innerText().contains("từ nguyện vọng 1 thành 3"));
      assertEquals(1, page.locator("dialog .changes li").count(), "only what moved is said");
      visit.button("Gửi").dblclick();
      Visit.until(page, "document.querySelectorAll('[data-receipt=true]').length === 1");
      assertEquals(2, filings(visit, 1), "pressing twice is one filing");
    }
  }

  @Test
  void withoutNetworkThePageSaysNotSentAndSendsByItselfAlsoFromAnotherTab() {
    try (var visit = drafted(4, 2)) {
      visit.device.setOffline(true);
      visit.sendList();
      visit.notSent().waitFor();
      assertTrue(visit.notSent().innerText().contains("CHƯA GỬI"));
      assertEquals(0, filings(visit, 1));
      Visit.waitUntil(() -> isInOutbox(visit.page));
      visit.page.close();
      visit.device.setOffline(false);
      var tab = visit.device.newPage();
      tab.navigate(stack.base() + "/");
      tab.locator("[data-state=done] [data-receipt=true]").waitFor();
      assertEquals(1, count(person(tab), 1));
    }
  }

  @Test
  void aTabThatWasOpenAllTheWhileSaysAndSendsWhatAnotherOneLeft() {
    try (var visit = drafted(16, 2)) {
      var tab = visit.device.newPage();
      tab.navigate(stack.base() + "/");
      tab.locator(".next").waitFor();
      visit.device.setOffline(true);
      visit.sendList();
      visit.notSent().waitFor();
      Visit.waitUntil(() -> isInOutbox(visit.page));
      visit.page.close();
      tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      tab.locator(".shout:has-text('CHƯA GỬI')").waitFor();
      visit.device.setOffline(false);
      tab.locator("[data-state=done] [data-receipt=true]").waitFor();
      assertEquals(1, count(person(tab), 1));
    }
  }

  @Test
  void anAnswerThatIsLostOrIs503IsAskedForAgainAndIsOneFiling() {
    try (var visit = drafted(5, 2)) {
      var times = new AtomicInteger();
      visit.page.route(
          "**/v1/me/preferences",
          route -> {
            if (!route.request().method().equals("PUT")) {
              route.resume();
              return;
            }
            switch (times.incrementAndGet()) {
              case 1 -> {
                route.fetch(); // it arrived, and its answer was lost
                route.abort();
              }
              case 2 ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setStatus(503)
                          .setHeaders(Map.of("Retry-After", "1"))
                          .setBody("{\"code\":\"busy\",\"title\":\"Hệ thống đang bận.\"}"));
              case 3 -> route.fulfill(new Route.FulfillOptions().setStatus(502).setBody("<html>"));
              default -> route.resume();
            }
          });
      visit.sendList();
      visit.notSent().waitFor();
      visit.awaitProof();
      assertEquals(4, times.get());
      assertEquals(1, filings(visit, 1));
    }
  }

  @Test
  void aServerThatIsKilledWhileAListIsSentLosesNothing() {
    try (var visit = drafted(6, 2)) {
      var killed = new AtomicInteger();
      visit.page.route(
          "**/v1/me/preferences",
          route -> {
            if (route.request().method().equals("PUT") && killed.getAndIncrement() == 0) {
              stack.service.killHard();
            }
            route.resume();
          });
      visit.sendList();
      visit.page.waitForCondition(() -> killed.get() > 0);
      visit.notSent().waitFor();
      stack.service.restart();
      visit.awaitProof();
      assertEquals(1, filings(visit, 1));
    }
  }

  @Test
  void aSessionThatEndsInAFormLosesNothingThatWasTyped() {
    try (var visit = drafted(7, 3)) {
      visit.device.clearCookies();
      visit.sendList();
      visit.page.locator(".shout[data-state=sign-in]").waitFor();
      visit.page.locator(".shout a.button").click();
      visit.choosePerson(7);
      visit.awaitProof();
      assertEquals(1, filings(visit, 1));
      assertTrue(visit.page.url().endsWith("/preferences"));
    }
  }

  @Test
  void aStaleDeviceIsToldWhatChangedElsewhereAndOverwritesNothing() {
    try (var one = filed(8, 2);
        var other = phone().signedIn(8)) {
      other.open("/preferences");
      other.page.locator(".ordered li").nth(1).waitFor();
      one.page.locator("#down-0").click();
      one.sendList();
      Visit.until(
          one.page,
          "document.querySelectorAll('[data-state=done]').length === 1 &&"
              + " !document.querySelector('.unsaved')");
      one.awaitProof();
      Visit.waitUntil(() -> filings(one, 1) == 2);
      other.addProgrammes("bach khoa", 0);
      other.page.locator(".found .icon-button").first().click();
      other.sendList();
      other.page.locator("[data-state=stale]").waitFor();
      other.page.locator("#elsewhere").waitFor();
      assertEquals(2, filings(one, 1), "nothing was overwritten");
      assertTrue(other.page.locator("#elsewhere").innerText().contains("Thêm"));
      other.sendList();
      other.awaitProof();
      assertEquals(3, filings(one, 1), "the person decided");
    }
  }

  @Test
  void whatComesAfterTheCloseIsRefusedAndSaysWhenThatWas() {
    try (var visit = drafted(9, 1)) {
      visit.page.route(
          "**/v1/me/preferences",
          route -> {
            if (route.request().method().equals("PUT")) {
              stack.execute(
                  "UPDATE season_window SET closes_at = now() - interval '1 second' WHERE step ="
                      + " 'preferences'");
              Visit.waitUntil(() -> stack.text("/v1/season").contains("preferences") && isClosed());
            }
            route.resume();
          });
      visit.sendList();
      var refused = visit.page.locator("[data-state=refused]");
      refused.waitFor();
      assertTrue(refused.innerText().contains("Hết hạn lúc"), refused.innerText());
      assertEquals(0, filings(visit, 1));
    } finally {
      SeasonWindow.open(stack.postgres, stack.base());
    }
  }

  private static boolean isClosed() {
    var season = new JsonObject(stack.text("/v1/season"));
    return season.getJsonArray("windows").stream()
        .map(JsonObject.class::cast)
        .filter(window -> window.getString("step").equals("preferences"))
        .allMatch(window -> window.getInstant("closes").isBefore(season.getInstant("serverTime")));
  }

  @Test
  void aSharedDeviceKeepsNoDraft() {
    try (var visit = drafted(10, 2)) {
      var page = visit.page;
      visit.awaitDraft();
      page.reload();
      page.locator(".ordered li").nth(1).waitFor();
      page.locator("nav a[href='/']").click();
      page.locator("main .choice input").check();
      visit.open("/preferences");
      page.locator("#search").waitFor();
      assertEquals(0, page.locator(".ordered li").count(), "no draft is kept on a shared device");
    }
  }

  /** A receipt that was checked, a list that could not be sent, and one that is being changed. */
  @Test
  void signingOutLeavesNothingOfThePersonOnTheDevice() {
    try (var visit = filed(12, 2)) {
      var page = visit.page;
      var person = visit.person();
      page.evaluate("sessionStorage.setItem('payment of somebody', 'a key')");
      page.route(
          "**/v1/me/preferences",
          route -> {
            if (route.request().method().equals("PUT")) {
              route.abort();
            } else {
              route.resume();
            }
          });
      page.locator("#down-0").click();
      visit.sendList();
      visit.notSent().waitFor();
      page.locator(".ordered li .icon-button").last().click();
      page.locator(".unsaved:has-text('Bản trước còn CHƯA GỬI')").waitFor();
      Visit.waitUntil(
          () -> Map.of("drafts", 1, "outbox", 1, "checked", 1).equals(held(page).get("counts")));
      assertTrue(held(page).get("texts").toString().contains(person), "it is seen where it lies");

      page.locator("header button").last().click();
      page.locator("dialog .danger").click();
      page.locator("main a.button").waitFor();

      assertEquals(List.of(), visit.device.cookies());
      var left = held(page);
      assertEquals(Map.of("drafts", 0, "outbox", 0, "checked", 0), left.get("counts"));
      assertEquals("{\"language\":\"vi\"} {} []", left.get("texts"));
      page.reload();
      page.locator("main a.button").waitFor();
      assertEquals(left, held(page));
    }
  }

  /** On the disk: so it outlives the page. */
  private static boolean isInOutbox(Page page) {
    var counts = (Map<?, ?>) held(page).get("counts");
    return Integer.valueOf(1).equals(counts.get("outbox"));
  }

  private static Map<?, ?> held(Page page) {
    return (Map<?, ?>) page.evaluate(HELD);
  }

  /** How much each store of every database has, and all the other storage as it stands. */
  private static final String HELD =
      """
      async () => {
        const counts = {};
        const rows = [];
        const done = request => new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const { name } of await indexedDB.databases()) {
          const database = await done(indexedDB.open(name));
          for (const store of database.objectStoreNames) {
            const all = await done(database.transaction(store).objectStore(store).getAll());
            counts[store] = all.length;
            rows.push(...all.map(row => JSON.stringify(row)));
          }
          database.close();
        }
        const cached = [];
        for (const name of await caches.keys()) cached.push(...(await (await caches.open(name)).keys()).map(one => one.url));
        return { counts, texts: [JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(cached), ...rows].join(' ') };
      }
      """;

  @Test
  void theHistoryShowsWhatMovedFromWhereToWhereAndFromWhereItWasSent() {
    try (var visit = phone().signedIn(13)) {
      var page = visit.page;
      visit.device.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.7"));
      visit.open("/preferences");
      visit.addProgrammes("bach khoa", 3);
      visit.sendList();
      visit.awaitProof();
      page.locator("[data-state=done] .link-button").click();
      var first = name(page, 0);
      page.locator("#down-0").click();
      awaitName(page, 1, first);
      visit.sendList();
      Visit.waitUntil(() -> filings(visit, 1) == 2);
      visit.open("/history");
      var newest = page.locator("main ol.plain-list > li").first();
      newest.locator("summary:has-text('Thay đổi gì')").click();
      newest.locator(".changes li").first().waitFor();
      Visit.waitUntil(() -> newest.locator(".changes").innerText().contains(first));
      var changes = newest.locator(".changes").innerText();
      assertTrue(changes.contains("từ nguyện vọng 1 thành 2"), changes);
      assertFalse(changes.contains("+") || changes.contains("−"), changes);
      assertTrue(newest.innerText().contains("Gửi từ 203.0.113.7"), newest.innerText());
      assertEquals(2, page.locator("main ol.plain-list > li").count());
      var before = page.locator("main ol.plain-list > li").nth(1);
      before.locator("summary:has-text('Thay đổi gì')").click();
      before.locator(".changes li").nth(2).waitFor();
      assertTrue(before.locator(".changes").innerText().startsWith("+"));
    }
  }

  @Test
  void noTokenIsInStorageOrInAnyAddressAndNoReceiptThatWasChangedIsFoundGood() {
    try (var visit = filed(11, 2)) {
      var page = visit.page;
      assertFalse(
          page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
              .toString()
              .contains("eyJ"));
      assertEquals("", page.evaluate("document.cookie"));
      assertEquals(List.of(), page.evaluate(TAMPERED));
    }
  }

  /**
   * Answers what was changed without being found; the receipt as it is must hold by both verifiers.
   */
  private static final String TAMPERED =
      """
      async () => {
        const address = document.querySelector('script[type=module]').src.replace('app.js', 'filing/receipt.js');
        const { faults, verify } = await import(address);
        const filings = await (await fetch('/v1/me/filings')).json();
        const receipt = await (await fetch(`/v1/me/filings/${filings.filings[0].id}/receipt`)).json();
        const { keys } = await (await fetch('/v1/log/heads')).json();
        const missed = (await faults(receipt, keys)).map(fault => 'good: ' + fault);
        const flip = text => (text[0] === '0' ? '1' : '0') + text.slice(1);
        const changes = {
          programme: r => r.entry.preferences[0].programmeCode += 'x',
          order: r => r.entry.preferences.reverse(),
          received: r => r.entry.receivedAt = r.entry.receivedAt.replace('20', '19'),
          outcome: r => r.entry.outcome = 'refused',
          candidate: r => r.entry.candidateId = flip(r.entry.candidateId),
          salt: r => r.entry.salt = flip(r.entry.salt),
          root: r => r.head.root = flip(r.head.root),
          previous: r => r.head.previous = flip(r.head.previous),
          signature: r => r.head.signature = flip(r.head.signature),
          key: r => r.head.keyId += 'x',
          place: r => r.entry.seq += 1,
          longer: r => r.path.push('00'.repeat(32)),
        };
        for (const [name, change] of Object.entries(changes)) {
          const changed = structuredClone(receipt);
          change(changed);
          if ((await faults(changed, keys)).length === 0) missed.push(name);
        }
        const unknowing = { importKey: () => { throw new DOMException('', 'NotSupportedError'); } };
        const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
        const message = new Uint8Array([1, 2, 3]);
        const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message));
        const key = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
        if (!await verify(key, message, signature, unknowing)) missed.push('library: good');
        if (await verify(key, new Uint8Array([1, 2, 4]), signature, unknowing)) missed.push('library: bad');
        return missed;
      }
      """;

  /** Somebody with a list on the page that is not sent yet. */
  private static Visit drafted(int person, int count) {
    var visit = phone().signedIn(person);
    visit.open("/preferences");
    visit.addProgrammes("bach khoa", count);
    return visit;
  }

  /** Somebody whose list is recorded. */
  private static Visit filed(int person, int count) {
    var visit = drafted(person, count);
    visit.sendList();
    visit.awaitProof();
    visit.page.locator("[data-state=done] .link-button").click();
    return visit;
  }

  /** How many filings of a kind (1 lists, 2 registrations) the journal has of this person. */
  private static long filings(Visit visit, int kind) {
    return count(visit.person(), kind);
  }

  private static String person(Page page) {
    return page.evaluate("localStorage.getItem('person')").toString();
  }

  private static long count(String person, int kind) {
    return stack.count(
        "SELECT count(*) FROM filing_journal WHERE candidate_id = '%s' AND kind = %d"
            .formatted(person, kind));
  }
}
