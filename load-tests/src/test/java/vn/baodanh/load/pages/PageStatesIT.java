package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.baodanh.load.pages.Screens.View;
import vn.baodanh.registration.web.Pages;

/**
 * Every page in every state, on a phone and on a desktop: nothing is wider than the screen,
 * axe-core finds nothing, no text became markup, no request left the origin. {@code
 * -Dscreenshots=true} shows each in both languages on both, and writes pictures to {@code
 * target/screenshots}.
 */
class PageStatesIT {
  private static final int STEPS = 5;

  private static final boolean PICTURES = Look.PICTURES;
  private static final boolean ALL = PICTURES || Boolean.getBoolean("full");

  /** Where a wide screen is laid out differently; the others are looked at on it with -Pfull. */
  private static final Set<State> ON_DESKTOP = Set.of(State.EMPTY, State.FILED, State.LONGEST);

  private static Chromium chromium;
  private static PagesStack stack;
  private static Screens screens;

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
        Pages.paths().stream().sorted().toList(), Shown.paths().stream().sorted().toList());
  }

  @Test
  void aVisitorWhoIsNotSignedInIsToldWhatThisIsAndHowToSignIn() {
    for (var view : VIEWS) {
      try (var device = chromium.device(view.width(), view.height(), view.language(), null)) {
        var page = device.newPage();
        page.navigate(stack.base() + "/");
        page.locator("main a.button").waitFor();
        Look.assertClean(page, view.width(), view.language());
        Look.picture(page, "WELCOME-SIGNED_OUT-" + view.name());
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPageInEveryState() {
    return VIEWS.stream()
        .filter(view -> Look.isWanted(view.name()))
        .flatMap(view ->
            Arrays.stream(Shown.values())
                .filter(page -> Look.isWanted(page.name()))
                .flatMap(page ->
                    Arrays.stream(State.values())
                        .filter(state -> ALL || view.width() == 360 || ON_DESKTOP.contains(state))
                        .map(state ->
                            DynamicTest.dynamicTest(
                                page + " " + state + " " + view.name(),
                                () -> look(page, state, view)))));
  }

  private static void look(Shown shown, State state, View view) {
    screens.look(
        view,
        Scenes.of(state),
        page -> {
          page.evaluate(ANEW, Scenes.device(state).encode());
          page.navigate(stack.base() + shown.address());
          awaitShown(page, shown, state);
          Look.assertClean(page, view.width(), view.language());
          Look.picture(page, shown + "-" + state + "-" + view.name());
        });
  }

  /** In a form that is filled in already: its other steps have no address of their own. */
  @TestFactory
  Stream<DynamicTest> everyStepOfTheRegistration() {
    return VIEWS.stream()
        .filter(view -> Look.isWanted(view.name()) && Look.isWanted("REGISTRATION"))
        .flatMap(view ->
            Stream.of(State.FILED, State.LONGEST)
                .map(state ->
                    DynamicTest.dynamicTest(
                        "steps of REGISTRATION " + state + " " + view.name(),
                        () -> lookAtSteps(state, view))));
  }

  private static void lookAtSteps(State state, View view) {
    screens.look(
        view,
        Scenes.of(state),
        page -> {
          page.evaluate(ANEW, Scenes.device(state).encode());
          page.navigate(stack.base() + Shown.REGISTRATION.address());
          awaitShown(page, Shown.REGISTRATION, state);
          for (int step = 2; step <= STEPS; step++) {
            page.setViewportSize(view.width(), view.height());
            page.locator("form button.button").first().click();
            page.locator("progress[value='" + step + "']").waitFor();
            page.waitForLoadState(LoadState.NETWORKIDLE);
            Look.assertClean(page, view.width(), view.language());
            Look.picture(page, "REGISTRATION-" + state + "-STEP" + step + "-" + view.name());
          }
        });
  }

  /** The device forgets everything, and holds what is given. */
  private static final String ANEW =
      """
      json => new Promise((done, failed) => {
        localStorage.clear();
        sessionStorage.clear();
        const items = JSON.parse(json);
        const stores = ['drafts', 'outbox', 'checked'];
        const request = indexedDB.open('baodanh', 1);
        request.onupgradeneeded = () => stores.forEach(name => request.result.createObjectStore(name, { keyPath: 'key' }));
        request.onerror = failed;
        request.onsuccess = () => {
          const change = request.result.transaction(stores, 'readwrite');
          stores.forEach(name => change.objectStore(name).clear());
          Object.entries(items).forEach(([name, item]) => change.objectStore(name).put(item));
          change.oncomplete = () => { request.result.close(); done(); };
        };
      })
      """;

  private static void awaitShown(Page page, Shown shown, State state) {
    page.locator("main h1").waitFor();
    if (state == State.LOADING) {
      page.locator("main .bone").first().waitFor(Visit.attached());
      return;
    }
    page.locator("main .bone")
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    page.locator("main " + shown.sign(state)).first().waitFor();
    Visit.until(page, "!document.querySelector('main [data-receipt=unknown]')");
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })");
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }
}
