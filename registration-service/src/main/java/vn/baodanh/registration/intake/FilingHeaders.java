package vn.baodanh.registration.intake;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.baodanh.kit.PreferWait;
import vn.baodanh.kit.ProblemException;

/**
 * What the headers of a filing say.
 *
 * @param key the Idempotency-Key, 8 to 64 visible ASCII characters
 * @param expectedUs the version of the list that the sender knows, 0 for none
 * @param waitMs how long the sender would wait for the outcome (RFC 7240), 0 for not at all
 */
record FilingHeaders(String key, long expectedUs, long waitMs) {
  private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,15})\"");

  /**
   * @throws ProblemException 400 naming the header, or 428 without If-Match
   */
  static FilingHeaders of(MultiMap headers) {
    return new FilingHeaders(key(headers), version(headers), PreferWait.ms(headers));
  }

  private static String key(MultiMap headers) {
    String key = only(headers, "Idempotency-Key").orElse("");
    if (key.length() < 8 || key.length() > 64 || !isVisible(key)) {
      throw new ProblemException(
          IntakeProblems.header(
              "Idempotency-Key",
              "Cần 8 đến 64 ký tự ASCII nhìn thấy được, mỗi lần gửi mới một mã mới.",
              "Expected 8 to 64 visible ASCII characters, new for every new filing."));
    }
    return key;
  }

  /**
   * The header's value, if it is there.
   *
   * @throws ProblemException 400 if it is there twice: who passes a request on may look at either
   */
  private static Optional<String> only(MultiMap headers, String name) {
    List<String> values = headers.getAll(name);
    if (values.size() > 1) {
      throw new ProblemException(
          IntakeProblems.header(name, "Chỉ được gửi một lần.", "Expected only once."));
    }
    return values.stream().findFirst();
  }

  private static boolean isVisible(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) < '!' || key.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static long version(MultiMap headers) {
    String version =
        only(headers, "If-Match")
            .orElseThrow(() -> new ProblemException(IntakeProblems.versionRequired()));
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new ProblemException(
          IntakeProblems.header(
              "If-Match",
              "Cần đúng một phiên bản trong dấu ngoặc kép, như \"0\".",
              "Expected exactly one version in double quotes, such as \"0\"."));
    }
    return Long.parseLong(matcher.group(1));
  }
}
