package vn.baodanh.registration.candidate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A place in a candidate's history, as a page's cursor names it: filings after it follow. */
record Place(long orderUs, int kind) {
  private static final Place BEGINNING = new Place(0, 0);
  private static final Place END = new Place(Long.MAX_VALUE, 0);

  /** A cursor that is none of ours means the end: such a page is empty. */
  static Place read(@Nullable String cursor) {
    if (cursor == null) {
      return BEGINNING;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), US_ASCII);
      int dot = text.indexOf('.');
      return new Place(
          Long.parseLong(text, 0, Math.max(dot, 0), 10), Short.parseShort(text.substring(dot + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return END;
    }
  }

  String write() {
    String text = orderUs + "." + kind;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
  }
}
