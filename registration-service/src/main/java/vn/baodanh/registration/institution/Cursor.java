package vn.baodanh.registration.institution;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in an institution's feed: behind the change with this number.
 *
 * @param position 0: before the first
 * @param mark of the change; another one there means that this database was restored
 */
record Cursor(long position, int mark) {
  static final Cursor BEGINNING = new Cursor(0, 0);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})-([0-9a-f]{8})");

  /** Nothing where the text was never given out as a cursor. */
  static Optional<Cursor> of(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new Cursor(Long.parseLong(parts.group(1)), HexFormat.fromHexDigits(parts.group(2))))
        : Optional.empty();
  }

  /** As callers hold it, to whom it is opaque; lines carry the same (view application_line). */
  String text() {
    return position + "-" + HexFormat.of().toHexDigits(mark);
  }
}
