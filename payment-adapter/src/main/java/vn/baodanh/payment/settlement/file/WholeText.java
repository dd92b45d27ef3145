package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file as text: strict UTF-8, short lines. */
final class WholeText {
  private WholeText() {}

  static String of(Path file) throws IOException {
    return of(Files.newInputStream(file));
  }

  private static String of(InputStream bytes) throws IOException {
    StringBuilder whole = new StringBuilder();
    char[] buffer = new char[8192];
    try (StrictText text = new StrictText(bytes)) {
      for (int count = text.read(buffer, 0, buffer.length);
          count >= 0;
          count = text.read(buffer, 0, buffer.length)) {
        whole.append(buffer, 0, count);
      }
    }
    return whole.toString();
  }

  /** On which line this place is. */
  static int line(String text, int place) {
    int line = 1;
    for (int i = 0; i < place; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }
}
