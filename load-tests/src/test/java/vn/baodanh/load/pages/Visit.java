package vn.baodanh.load.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A candidate at a device, who does what the words on the page say. */
final class Visit implements AutoCloseable {
  static final Locator.WaitForOptions DETACHED =
      new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);

  private static final int MOST_TABS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_EVERY_NS = 20_000_000;

  final BrowserContext device;
  final Page page;
  private final PagesStack stack;

  Visit(PagesStack stack, BrowserContext device) {
    this.stack = stack;
    this.device = device;
    this.page = device.newPage();
  }

  /** Signs in at the portal as the person at this place of its list. */
  Visit signedIn(int person) {
    page.navigate(stack.base() + "/");
    page.locator("main a.button").click();
    choosePerson(person);
    page.locator("main h1").waitFor();
    return this;
  }

  void choosePerson(int person) {
    page.locator("a[href$='login_hint=" + person + "']").click();
  }

  void open(String path) {
    page.navigate(stack.base() + path);
    page.locator("main h1").waitFor();
  }

  /** The service's name for the person. */
  String person() {
    return page.evaluate("localStorage.getItem('person')").toString();
  }

  /** Adds the first so many programmes of the first institution found. */
  void addProgrammes(String institution, int count) {
    page.locator("#search").fill(institution);
    page.locator(".chips button").first().click();
    for (int i = 0; i < count; i++) {
      page.locator(".found .icon-button").first().click();
      page.locator(".ordered li").nth(i).waitFor();
    }
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  /** Waits until the list that is shown is on the disk as a draft: so it outlives the page. */
  void awaitDraft() {
    waitUntil(() -> Boolean.TRUE.equals(page.evaluate(IS_KEPT)));
  }

  private static final String IS_KEPT =
      """
      async () => {
        const done = request => new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const database = await done(indexedDB.open('baodanh'));
        const drafts = await done(database.transaction('drafts').objectStore('drafts').getAll());
        database.close();
        const shown = [...document.querySelectorAll('.ordered .code')].map(code => code.textContent);
        const codes = draft => (draft.value.list ?? []).map(p => `${p.institutionCode} · ${p.programmeCode}`);
        return drafts.some(draft => codes(draft).join() === shown.join());
      }
      """;

  void sendList() {
    button("Xem lại và gửi").click();
    button("Gửi").click();
  }

  /** Waits until what was sent is recorded, and its receipt found good in the browser. */
  void awaitProof() {
    page.locator("[data-state=done] [data-receipt=true]").first().waitFor();
  }

  Locator notSent() {
    return page.locator(".shout");
  }

  /** Presses Tab until this has the focus; fails if it never gets it. */
  void tabTo(Locator target) {
    target.waitFor();
    for (int i = 0; i < MOST_TABS; i++) {
      if ((Boolean) target.evaluate("e => e === document.activeElement")) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("not reached by Tab: " + target);
  }

  void press(String key) {
    page.keyboard().press(key);
  }

  /** Waits until an expression is true on the page; what Playwright has for it needs eval. */
  static void until(Page page, String expression) {
    waitUntil(() -> Boolean.TRUE.equals(page.evaluate("Boolean(" + expression + ")")));
  }

  static void waitUntil(BooleanSupplier question) {
    waitUntil(PATIENCE, question);
  }

  static void waitUntil(Duration longest, BooleanSupplier question) {
    long end = System.nanoTime() + longest.toNanos();
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time");
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  /** Presses a button, unless the page takes it away at this moment. */
  static void pressIfThere(Locator button) {
    try {
      button.click(new Locator.ClickOptions().setTimeout(1_000));
    } catch (TimeoutError gone) {
      // whoever waits for what it does looks whether it is done
    }
  }

  /** For what cannot be seen. */
  static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  static void gone(Locator locator) {
    locator.waitFor(DETACHED);
  }

  @Override
  public void close() {
    device.close();
  }
}
