package vn.baodanh.kit;

import io.vertx.core.MultiMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preference {@code wait} (RFC 7240, 4.3): how long a caller would wait for an outcome. */
public final class PreferWait {

  private static final Pattern WAIT =
      Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:$|[,;])");
  private static final long LONGEST_S = 10;

  private PreferWait() {}

  /** In milliseconds, 10 s at most; 0 for not at all. */
  public static long ms(MultiMap headers) {
    String prefer = headers.get("Prefer");
    if (prefer == null) {
      return 0;
    }
    Matcher matcher = WAIT.matcher(prefer);
    return matcher.find() ? Math.min(Long.parseLong(matcher.group(1)), LONGEST_S) * 1_000 : 0;
  }
}
