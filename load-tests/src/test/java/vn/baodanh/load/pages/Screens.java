package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One page of each view, on which one thing after the other is shown: another window for each would
 * cost more than what is in it. Whatever the page says on its console, or asks of another origin,
 * is a fault.
 */
final class Screens {
  /** An empty page of the same origin. */
  private static final String NOTHING = "/nothing";

  private static final Answers EMPTY = new Answers().say("GET " + NOTHING, 200, "");

  private final Chromium chromium;
  private final String base;
  private final Map<View, Page> pages = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private Answers said = EMPTY;

  /** How it is looked at. */
  record View(String name, int width, int height, String language) {}

  /**
   * @param base the origin of all pages
   */
  Screens(Chromium chromium, String base) {
    this.chromium = chromium;
    this.base = base;
  }

  /** Beginning at an empty page, looks at what a page makes of these answers. */
  void look(View view, Answers answers, Consumer<Page> look) {
    var page = pages.computeIfAbsent(view, this::opened);
    try {
      said = EMPTY;
      page.navigate(base + NOTHING); // what was shown before asks for nothing more
      page.setViewportSize(view.width(), view.height());
      said = answers;
      faults.clear();
      look.accept(page);
      assertEquals(List.of(), faults);
    } catch (RuntimeException | AssertionError e) {
      pages.remove(view);
      page.context().close();
      throw e;
    }
  }

  private Page opened(View view) {
    var device = chromium.device(view.width(), view.height(), view.language(), null);
    var page = device.newPage();
    answer(device.newCDPSession(page));
    page.onConsoleMessage(this::note);
    page.onPageError(faults::add);
    page.onRequest(request -> {
      if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
        faults.add("left the origin: " + request.url());
      }
    });
    return page;
  }

  /**
   * Only what the services are asked for is stopped on its way: Playwright's own routes stop
   * everything, and keep the browser from keeping anything.
   */
  private void answer(CDPSession cdp) {
    cdp.on("Fetch.requestPaused", paused -> said.answer(cdp, paused));
    var patterns = new JsonArray();
    for (var pattern : new String[] {"*/v1/*", "*" + NOTHING}) {
      var one = new JsonObject();
      one.addProperty("urlPattern", pattern);
      patterns.add(one);
    }
    var all = new JsonObject();
    all.add("patterns", patterns);
    cdp.send("Fetch.enable", all);
  }

  /** What the browser says of answers that are no success is meant. */
  private void note(ConsoleMessage message) {
    boolean isMeant = message.text().startsWith("Failed to load resource");
    if (List.of("error", "warning").contains(message.type()) && !isMeant) {
      faults.add(message.text());
    }
  }
}
