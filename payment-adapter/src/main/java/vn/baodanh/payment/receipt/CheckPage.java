package vn.baodanh.payment.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import vn.baodanh.payment.receipt.CheckReceipt.Checked;

/** The page for whoever points a phone at a receipt's QR code. */
final class CheckPage {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final String STYLE =
      """
      body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
      h1{font-size:1.4rem}dt{color:#555}dd{margin:0 0 .8rem;font-weight:600}
      .state{padding:.6rem .9rem;border-radius:.4rem;font-weight:600;border:2px solid}
      .valid{color:#0b5d1e;border-color:#0b5d1e}.void{color:#8a1c1c;border-color:#8a1c1c}\
      """;
  private static final String POLICY =
      "default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
          .formatted(hash(STYLE));
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex"><title>Biên lai số %1$07d</title><style>%2$s</style></head>
      <body><main><h1>Tra cứu biên lai <span lang="en">/ Receipt check</span></h1>
      <p class="state %3$s">%4$s</p>
      <dl><dt>Số biên lai / <span lang="en">Number</span></dt><dd>%1$07d</dd>
      <dt>Số tiền / <span lang="en">Amount</span></dt><dd>%5$s</dd>
      <dt>Ngày nộp / <span lang="en">Paid on</span></dt><dd>%6$s</dd>
      %7$s</dl></main></body></html>
      """;

  private CheckPage() {}

  static void show(HttpServerResponse response, Checked checked) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", POLICY)
        .end(
            PAGE.formatted(
                checked.number(),
                STYLE,
                checked.isValid() ? "valid" : "void",
                checked.isValid()
                    ? "Biên lai có hiệu lực. <span lang=\"en\">This receipt is valid.</span>"
                    : "Đã hoàn lại toàn bộ số tiền."
                        + " <span lang=\"en\">All of it was sent back.</span>",
                Dong.text(checked.amount()),
                DAY.format(checked.paidOn()),
                sentBack(checked)));
  }

  private static String sentBack(Checked checked) {
    return checked.sentBack().isZero()
        ? ""
        : "<dt>Đã hoàn lại / <span lang=\"en\">Sent back</span></dt><dd>"
            + Dong.text(checked.sentBack())
            + "</dd>";
  }

  private static String hash(String style) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
