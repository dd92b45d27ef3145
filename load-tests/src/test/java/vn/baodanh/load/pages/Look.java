package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What every page must be, in whatever state; and pictures of it, where they are wanted. */
final class Look {
  /** {@code true} for pictures of everything, or names of pages and of views, with commas. */
  private static final String WANTED = System.getProperty("screenshots", "");

  static final boolean PICTURES = !WANTED.isEmpty();

  private static final Path DIRECTORY = Path.of("target", "screenshots");
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /** Keys of words that were shown instead of their text, and values that were not there. */
  private static final String WORDLESS =
      "[...document.querySelectorAll('main *')].flatMap(e => [...e.childNodes]).filter(n =>"
          + " n.nodeType === 3 &&"
          + " /^(field|hint|step|what|part|reason)-[a-z]|undefined|\\[object|NaN|Invalid"
          + " Date|\\{[a-z]+\\}/.test(n.data.trim())).map(n => n.data)";

  private static final String AXE = AxeBuilder.getAxeScript();
  private static final String RUN_AXE =
      """
      async rules => {
        const found = await axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] });
        return found.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => `${node.html} ${node.failureSummary}`)}`);
      }
      """;

  private Look() {}

  /** Whether it is named, or nothing of its kind is. Names of views begin with their width. */
  static boolean isWanted(String name) {
    boolean isView = Character.isDigit(name.charAt(0));
    var named =
        Arrays.stream(WANTED.split(","))
            .filter(one -> !one.isEmpty() && !one.equals("true"))
            .filter(one -> Character.isDigit(one.charAt(0)) == isView)
            .toList();
    return named.isEmpty() || named.contains(name);
  }

  /** Nothing is wider than the screen, no text became markup, axe-core finds nothing. */
  static void assertClean(Page page, int width, String language) {
    assertEquals(language, page.evaluate("document.documentElement.lang"));
    assertEquals(null, page.evaluate("window.harmed ?? null"), "text became markup");
    assertEquals(0, page.locator("main img, main script").count(), "text became markup");
    int wide = (Integer) page.evaluate("document.documentElement.scrollWidth");
    assertTrue(wide <= width, "wider than the screen: " + wide);
    assertEquals(List.of(), page.evaluate(WORDLESS), "words are missing");
    assertEquals(List.of(), violations(page));
  }

  /** What axe-core finds, in the page itself: its own builder opens another page for each run. */
  private static Object violations(Page page) {
    page.evaluate(AXE);
    return page.evaluate(RUN_AXE, RULES);
  }

  /** The same of a phone in Vietnamese, with a picture of this name where pictures are wanted. */
  static void atPhone(Page page, String name) {
    assertClean(page, 360, "vi");
    if (PICTURES) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(DIRECTORY.resolve("DURING-" + name + ".png")));
    }
  }

  static void picture(Page page, String name) {
    if (PICTURES) {
      var size = page.viewportSize();
      int height = (Integer) page.evaluate("document.documentElement.scrollHeight");
      page.setViewportSize(size.width, Math.max(height, size.height));
      page.screenshot(new Page.ScreenshotOptions().setPath(DIRECTORY.resolve(name + ".png")));
    }
  }
}
