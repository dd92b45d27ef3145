package vn.baodanh.load.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A university's staff at the page made for them: nothing without the role, then a snapshot is
 * downloaded that is what its manifest says, and an admitted list is judged, previewed and sent.
 */
class InstitutionPageIT {
  private static final String FILE_LIST =
      """
      () => fetch('/v1/me/preferences', { method: 'PUT', headers: { 'X-From': 'pages', 'Content-Type': 'application/json',
        'Idempotency-Key': 'key-00000001', 'If-Match': '"0"', 'Prefer': 'wait=10' },
        body: JSON.stringify({ preferences: [{ institutionCode: 'BKA', programmeCode: 'IT1' }] }) }).then(answer => answer.status)
      """;

  @Test
  void staffOfAUniversityDownloadWhatWasFrozenAndSendInWhomTheyWouldAdmit()
      throws IOException, GeneralSecurityException {
    try (var chromium = Chromium.start();
        var stack = PagesStack.start();
        var candidate = new Visit(stack, chromium.device(360, 740, "vi", null));
        var staff = new Visit(stack, chromium.device(360, 740, "vi", null))) {
      candidate.signedIn(1);
      assertTrue(Set.of(200, 202).contains(candidate.page.evaluate(FILE_LIST)));
      String applicant = candidate.person();
      Visit.waitUntil(() -> lists(stack, applicant) == 1);

      var faults = new ArrayList<String>();
      staff.page.onPageError(faults::add);
      staff.open("/institution");
      staff.page.locator("main a.button").click();
      staff.choosePerson(0);
      staff.page.locator(".note.wait").waitFor();
      Look.assertClean(staff.page, 360, "vi");
      grant(stack, staff.person());
      closeLists(stack);
      Visit.waitUntil(() -> {
        staff.open("/institution");
        staff.page.locator("main section .bone").first().waitFor(Visit.DETACHED);
        return staff.page.locator("article .code").count() > 0;
      });
      Look.assertClean(staff.page, 360, "vi");
      picture(staff.page, "snapshot");

      byte[] file = downloaded(staff.page, "NDJSON");
      assertEquals(staff.page.locator("article .code").first().textContent(), sha256(file));
      assertTrue(new String(file, UTF_8).contains("\"applicant\":\"" + applicant + "\""));
      assertTrue(new String(downloaded(staff.page, "CSV"), UTF_8).startsWith("\uFEFFcursor,"));
      assertTrue(new String(downloaded(staff.page, "bản kê"), UTF_8).contains("\"signature\""));

      choose(staff, applicant + ",IT1\n" + applicant + ",KHONG-CO\n");
      staff.page.locator(".note.bad").waitFor();
      assertTrue(staff.page.locator(".note.bad li").textContent().startsWith("Dòng 3:"));
      Look.assertClean(staff.page, 360, "vi");
      assertApart(staff);
      picture(staff.page, "faults");
      choose(staff, applicant + ",IT1\n");
      staff.button("Gửi danh sách này").waitFor();
      assertTrue(staff.page.locator(".note.info").textContent().contains("chưa nộp"));
      Look.assertClean(staff.page, 360, "vi");
      assertApart(staff);
      picture(staff.page, "preview");
      staff.button("Gửi danh sách này").click();
      staff.page.locator("article .tag.good").waitFor();
      assertEquals(1, stack.count("SELECT count(*) FROM admitted_list WHERE lines = 1"));
      staff.button("English").click();
      staff.page.locator("h2:has-text('Admitted lists')").waitFor();
      staff.page.locator("article .tag.good").waitFor();
      Look.assertClean(staff.page, 360, "en");
      picture(staff.page, "sent-en");
      assertEquals(List.of(), faults);
    }
  }

  private static long lists(PagesStack stack, String person) {
    return stack.count(
        "SELECT count(*) FROM filing_journal WHERE candidate_id = '%s' AND outcome = 1"
            .formatted(person));
  }

  private static void grant(PagesStack stack, String person) {
    stack.execute(
        """
        INSERT INTO staff_grant (person_id, subject, role, organisation, valid_from, valid_until)
        VALUES ('%s', 'of-the-portal', 'institution', 'BKA', now() - interval '1 minute', now() + interval '1 day')
        """
            .formatted(person));
  }

  private static void closeLists(PagesStack stack) {
    stack.execute(
        "UPDATE season_window SET closes_at = now() - interval '1 minute' WHERE id ="
            + " '2026-preferences'");
  }

  private static byte[] downloaded(Page page, String words) throws IOException {
    var download =
        page.waitForDownload(() -> page.locator("article a:has-text('" + words + "')").click());
    Path path = download.path();
    return Files.readAllBytes(path);
  }

  private static void choose(Visit staff, String lines) {
    var file =
        new FilePayload(
            "round-1.csv", "text/csv", ("applicant,programme_code\n" + lines).getBytes(UTF_8));
    staff.page.locator("#file").setInputFiles(file);
    staff.button("Xem trước").click();
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** What is said of a file stands clear of the button that asked. */
  private static void assertApart(Visit staff) {
    var button = staff.button("Xem trước").boundingBox();
    var said = staff.page.locator(".said .note").boundingBox();
    double gap = said.y - button.y - button.height;
    assertTrue(gap >= 12, "the note is " + gap + " px below the button");
  }

  private static void picture(Page page, String name) {
    if (Boolean.getBoolean("screenshots")) {
      for (int width : List.of(1280, 360)) {
        page.setViewportSize(width, 740);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(
                    Path.of(
                        "target", "screenshots", "INSTITUTION-" + name + "-" + width + ".png")));
      }
    }
  }
}
