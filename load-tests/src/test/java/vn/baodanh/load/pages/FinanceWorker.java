package vn.baodanh.load.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;

/** Somebody of finance at a desk, who has no mouse. */
final class FinanceWorker implements AutoCloseable {
  final Visit visit;

  private FinanceWorker(Visit visit) {
    this.visit = visit;
  }

  /** Signs in as the person at this place of the portal's list, and is given a role. */
  static FinanceWorker signedIn(PagesStack stack, Chromium chromium, int person, String role) {
    var visit = new Visit(stack, chromium.device(1200, 900, "vi", null));
    visit.page.navigate(stack.base() + "/finance");
    visit.page.locator("main a.button").click();
    visit.choosePerson(person);
    visit.page.locator("main .note.bad button").waitFor();
    stack.execute(
        """
        INSERT INTO staff_grant (person_id, subject, role, valid_from, valid_until)
        VALUES ('%s', '%s', '%s', now() - interval '1 minute', now() + interval '1 day')
        """
            .formatted(visit.person(), stack.portal.person(person).subject(), role));
    var pages = visit.page.locator("nav.ways");
    Visit.waitUntil(() -> { // a grant is in force within seconds
      var again = visit.button("Thử lại");
      if (pages.count() == 0 && again.count() > 0) {
        Visit.pressIfThere(again);
        visit.page.waitForTimeout(500);
      }
      return pages.count() > 0;
    });
    return new FinanceWorker(visit);
  }

  /** Opens a page and waits until it is shown. */
  void open(String path) {
    visit.open("/finance" + path);
    Visit.until(visit.page, "!document.querySelector('main .bone')");
  }

  /** Goes there by Tab and presses it. */
  void press(Locator target) {
    visit.tabTo(target);
    visit.press("Enter");
  }

  void press(String button) {
    press(visit.button(button));
  }

  /** Confirms what is asked. */
  void confirm() {
    press(visit.page.locator("dialog button[type=submit]"));
    Visit.gone(visit.page.locator("dialog"));
  }

  /** Chooses a file; what a browser asks by its own window cannot be pressed. */
  void choose(String name, String text) {
    visit
        .page
        .locator("#file")
        .setInputFiles(new FilePayload(name, "text/csv", text.getBytes(UTF_8)));
  }

  /** Sends a file in, looks at it, and makes it count. */
  void takeIn(String source, String name, String text) {
    open("/files");
    choose(name, text);
    visit.page.locator("#source").selectOption(source);
    press("Đọc và xem trước");
    press("Ghi nhận tệp");
    confirm();
    visit.page.locator("main .tag:has-text('Đã ghi nhận')").waitFor();
  }

  /** Types where the focus goes by Tab. */
  void type(String field, String text) {
    visit.tabTo(visit.page.locator(field));
    visit.page.keyboard().type(text);
  }

  @Override
  public void close() {
    visit.close();
  }
}
