package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.baodanh.registration.web.Pages;

/**
 * Every page in every state, on a phone and on a desktop: nothing is wider than the screen,
 * axe-core finds nothing, no text became markup, no request left the origin. {@code
 * -Dscreenshots=true} shows each in both languages on both, and writes pictures to {@code
 * target/screenshots}.
 */
class PageStatesIT {
  private static final boolean PICTURES = Boolean.getBoolean("screenshots");
  private static final boolean ALL = PICTURES || Boolean.getBoolean("full");

  /** Where a wide screen is laid out differently; the others are looked at on it with -Pfull. */
  private static final Set<State> ON_DESKTOP = Set.of(State.EMPTY, State.FILED, State.LONGEST);

  private static final Path DIRECTORY = Path.of("target", "screenshots");
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static Chromium chromium;
  private static PagesStack stack;

  /** How it is looked at. */
  record View(String name, int width, int height, String language) {}

  private static final List<View> VIEWS =
      PICTURES
          ? List.of(
              new View("360-vi", 360, 740, "vi"),
              new View("360-en", 360, 740, "en"),
              new View("1200-vi", 1200, 900, "vi"),
              new View("1200-en", 1200, 900, "en"))
          : List.of(new View("360-vi", 360, 740, "vi"), new View("1200-en", 1200, 900, "en"));

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

  @Test
  void everyPageThatIsServedIsLookedAt() {
    assertEquals(
        Pages.paths().stream().sorted().toList(), Shown.paths().stream().sorted().toList());
  }

  @Test
  void aVisitorWhoIsNotSignedInIsToldWhatThisIsAndHowToSignIn() {
    for (var view : VIEWS) {
      try (var device = chromium.device(view.width(), view.height(), view.language(), null)) {
        var page = device.newPage();
        page.navigate(stack.base() + "/");
        page.locator("main a.button").waitFor();
        assertClean(page, view);
        picture(page, "WELCOME", "SIGNED_OUT", view);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPageInEveryState() {
    return VIEWS.stream()
        .flatMap(view ->
            Arrays.stream(Shown.values())
                .flatMap(page ->
                    Arrays.stream(State.values())
                        .filter(state -> ALL || view.width() == 360 || ON_DESKTOP.contains(state))
                        .map(state ->
                            DynamicTest.dynamicTest(
                                page + " " + state + " " + view.name(),
                                () -> look(page, state, view)))));
  }

  private static void look(Shown shown, State state, View view) {
    try (var device = chromium.device(view.width(), view.height(), view.language(), null)) {
      var page = device.newPage();
      var faults = new ArrayList<String>();
      page.onConsoleMessage(message -> note(message, faults));
      page.onPageError(faults::add);
      page.onRequest(request -> {
        if (!request.url().startsWith(stack.base()) && !request.url().startsWith("data:")) {
          faults.add("left the origin: " + request.url());
        }
      });
      var answers = Scenes.of(state);
      page.route("**/v1/**", answers::answer);
      page.navigate(stack.base() + "/docs");
      page.evaluate(SEED, Scenes.device(state).encode());
      page.navigate(stack.base() + shown.address());
      awaitShown(page, shown, state);
      assertClean(page, view);
      assertEquals(List.of(), faults);
      picture(page, shown.name(), state.name(), view);
    }
  }

  private static final String SEED =
      """
      json => new Promise((done, failed) => {
        const items = JSON.parse(json);
        const request = indexedDB.open('baodanh', 1);
        request.onupgradeneeded = () => ['drafts', 'outbox', 'checked'].forEach(name => request.result.createObjectStore(name, { keyPath: 'key' }));
        request.onerror = failed;
        request.onsuccess = () => {
          const change = request.result.transaction(Object.keys(items), 'readwrite');
          Object.entries(items).forEach(([name, item]) => change.objectStore(name).put(item));
          change.oncomplete = () => { request.result.close(); done(); };
        };
      })
      """;

  private static void awaitShown(Page page, Shown shown, State state) {
    page.locator("main h1").waitFor();
    if (state == State.LOADING) {
      page.locator("main .bone").first().waitFor(attached());
      return;
    }
    page.locator("main .bone")
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    switch (state) {
      case LOCAL_ONLY -> {
        if (shown != Shown.PAY_LINK) {
          page.locator(".shout[data-state=waiting]").waitFor();
        }
      }
      case REFUSED -> {
        if (shown != Shown.PAY_LINK) {
          page.locator("[data-state=refused]").waitFor();
        }
      }
      case UNAVAILABLE -> page.locator(".note.wait").first().waitFor();
      case LONGEST, FILED, EMPTY, CLOSED, LOADING -> page.waitForLoadState();
    }
    Visit.until(page, "!document.querySelector('main [data-receipt=unknown]')");
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  static void assertClean(Page page, View view) {
    assertEquals(view.language(), page.evaluate("document.documentElement.lang"));
    assertEquals(null, page.evaluate("window.harmed ?? null"), "text became markup");
    assertEquals(0, page.locator("main img, main script").count(), "text became markup");
    var width = (Integer) page.evaluate("document.documentElement.scrollWidth");
    assertTrue(width <= view.width(), "wider than the screen: " + width);
    assertEquals(
        List.of(),
        page.evaluate(
            "[...document.querySelectorAll('main *')].map(e => e.childNodes).flatMap(n =>"
                + " [...n]).filter(n => n.nodeType === 3 &&"
                + " /^(field|hint|step|what|part)-[a-z]|undefined|\\[object|NaN/.test(n.data.trim())).map(n"
                + " => n.data)"),
        "words are missing");
    var found = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
    assertEquals(
        List.of(),
        found.stream()
            .map(rule ->
                rule.getId()
                    + ": "
                    + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .toList())
            .toList());
  }

  /** What the browser says of answers that are no success is meant. */
  static void note(ConsoleMessage message, List<String> faults) {
    boolean isMeant = message.text().startsWith("Failed to load resource");
    if (List.of("error", "warning").contains(message.type()) && !isMeant) {
      faults.add(message.text());
    }
  }

  static void picture(Page page, String name, String state, View view) {
    if (PICTURES) {
      var height = (Integer) page.evaluate("document.documentElement.scrollHeight");
      page.setViewportSize(view.width(), Math.max(height, view.height()));
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(DIRECTORY.resolve(name + "-" + state + "-" + view.name() + ".png")));
    }
  }
}
