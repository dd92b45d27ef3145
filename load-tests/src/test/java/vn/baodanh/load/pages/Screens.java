package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
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
  private static final String SERVICES = "**/v1/**";

  /** An empty page of the same origin. */
  private static final String NOTHING = "/nothing";

  private final Chromium chromium;
  private final String base;
  private final Map<View, Page> pages = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

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
      page.navigate(base + NOTHING); // what was shown before asks for nothing more
      page.unroute(SERVICES);
      page.setViewportSize(view.width(), view.height());
      page.route(SERVICES, answers::answer);
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
    var page = chromium.device(view.width(), view.height(), view.language(), null).newPage();
    page.route(
        "**" + NOTHING,
        route -> route.fulfill(new FulfillOptions().setContentType("text/html").setBody("")));
    page.onConsoleMessage(this::note);
    page.onPageError(faults::add);
    page.onRequest(request -> {
      if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
        faults.add("left the origin: " + request.url());
      }
    });
    return page;
  }

  /** What the browser says of answers that are no success is meant. */
  private void note(ConsoleMessage message) {
    boolean isMeant = message.text().startsWith("Failed to load resource");
    if (List.of("error", "warning").contains(message.type()) && !isMeant) {
      faults.add(message.text());
    }
  }
}
