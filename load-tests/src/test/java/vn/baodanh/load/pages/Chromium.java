package vn.baodanh.load.pages;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Chromium of this machine, without a window: its headless shell (Debian's package
 * chromium-headless-shell), which takes a quarter less time, or else all of it. Where none is
 * installed, tests that need it are skipped and say so; where {@code CI} is {@code true} they fail.
 */
public final class Chromium implements AutoCloseable {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));
  private static final int PATIENCE_MS = 45_000;

  /** Without them it asks hosts of its maker at every start. */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions().setExecutablePath(program).setHeadless(true).setArgs(FLAGS));
  }

  public static Chromium start() {
    var program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    assertTrue(
        program.isPresent() || !"true".equals(System.getenv("CI")),
        "one of " + PROGRAMS + " must be there in CI");
    assumeTrue(
        program.isPresent(),
        "skipped: the pages are tested in Chromium, and none of " + PROGRAMS + " is there");
    return new Chromium(program.get());
  }

  /**
   * A device of its own: cookies and storage are nobody else's.
   *
   * @param state cookies to begin with, as Playwright writes them; null for none
   */
  public BrowserContext device(int width, int height, String language, @Nullable String state) {
    var options =
        new Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setLocale(language.equals("en") ? "en-GB" : "vi-VN")
            .setReducedMotion(ReducedMotion.REDUCE);
    if (state != null) {
      options.setStorageState(state);
    }
    var device = browser.newContext(options);
    device.setDefaultTimeout(PATIENCE_MS);
    device.addInitScript(
        "if (!localStorage.getItem('language')) localStorage.setItem('language', '%s')"
            .formatted(language));
    return device;
  }

  /** A page of a device of its own, 360 px wide, in Vietnamese. */
  public Page phone() {
    return device(360, 740, "vi", null).newPage();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
