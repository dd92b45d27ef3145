package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Walks once over a JSON text (RFC 8259) in UTF-8 and builds nothing but the strings it is asked
 * for. Stricter than the RFC where the RFC leaves a choice: no byte order mark, no lone surrogate,
 * no overlong UTF-8, nesting at most {@value #DEEPEST}.
 *
 * <p>Every method throws {@link MalformedJson} at the first byte that cannot be.
 */
final class JsonCursor {
  static final int DEEPEST = 63;

  private static final int END = -1;

  private final byte[] json;
  private int at;

  JsonCursor(byte[] json) {
    this.json = json;
  }

  /** The next byte that is no white space, without going past it; negative at the end. */
  int peek() {
    while (at < json.length) {
      byte b = json[at];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        return b & 0xFF;
      }
      at++;
    }
    return END;
  }

  /** Goes past the next byte if it is this one. */
  boolean skip(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char wanted) {
    if (!skip(wanted)) {
      throw new MalformedJson(at);
    }
  }

  void expectEnd() {
    if (peek() != END) {
      throw new MalformedJson(at);
    }
  }

  /** Goes past a member's name and its colon. */
  String name() {
    var name = string();
    expect(':');
    return name;
  }

  /** Goes past a string and decodes it. */
  String string() {
    expect('"');
    int start = at;
    while (at < json.length) {
      byte b = json[at];
      if (b == '"') {
        return new String(json, start, at++ - start, ISO_8859_1); // ASCII alone comes here
      }
      if (b < ' ' || b == '\\') { // negative: beyond ASCII
        return decoded(start);
      }
      at++;
    }
    throw new MalformedJson(at);
  }

  private String decoded(int start) {
    var text = new StringBuilder(64).append(new String(json, start, at - start, ISO_8859_1));
    while (true) {
      int b = next();
      if (b == '"') {
        return text.toString();
      } else if (b == '\\') {
        text.appendCodePoint(escaped());
      } else if (b < ' ') {
        throw new MalformedJson(at - 1);
      } else {
        text.appendCodePoint(b < 0x80 ? b : beyondAscii(b));
      }
    }
  }

  private int next() {
    if (at == json.length) {
      throw new MalformedJson(at);
    }
    return json[at++] & 0xFF;
  }

  private int escaped() {
    int b = next();
    return switch (b) {
      case '"', '\\', '/' -> b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicodeEscape();
      default -> throw new MalformedJson(at - 1);
    };
  }

  private int unicodeEscape() {
    int start = at - 2;
    char unit = fourHexDigits();
    if (!Character.isSurrogate(unit)) {
      return unit;
    }
    if (Character.isHighSurrogate(unit) && next() == '\\' && next() == 'u') {
      char low = fourHexDigits();
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(unit, low);
      }
    }
    throw new MalformedJson(start);
  }

  private char fourHexDigits() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int b = next();
      int digit = b < 0x80 ? Character.digit(b, 16) : -1;
      if (digit < 0) {
        throw new MalformedJson(at - 1);
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  /** The code point whose UTF-8 begins with this byte; well-formed as in Unicode, table 3-7. */
  private int beyondAscii(int first) {
    int start = at - 1;
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    int codePoint = first & (0x3F >> more);
    for (int i = 0; i < more; i++) {
      int b = next();
      if ((b & 0xC0) != 0x80) {
        throw new MalformedJson(start);
      }
      codePoint = codePoint << 6 | (b & 0x3F);
    }
    int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (first < 0xC2 || first > 0xF4 || codePoint < least || codePoint > 0x10FFFF || surrogate) {
      throw new MalformedJson(start);
    }
    return codePoint;
  }

  /** Goes past a value of any kind, checking it as strictly as one that is read. */
  void skipValue() {
    boolean[] isObject = new boolean[DEEPEST + 1];
    int depth = 0;
    while (true) {
      int b = peek();
      if (b == '{' || b == '[') {
        at++;
        if (!skip(b == '{' ? '}' : ']')) {
          if (depth == DEEPEST) {
            throw new MalformedJson(at);
          }
          isObject[++depth] = b == '{';
          if (b == '{') {
            name();
          }
          continue;
        }
      } else {
        skipScalar(b);
      }
      while (depth > 0 && !skip(',')) {
        expect(isObject[depth] ? '}' : ']');
        depth--;
      }
      if (depth == 0) {
        return;
      }
      if (isObject[depth]) {
        name();
      }
    }
  }

  private void skipScalar(int first) {
    switch (first) {
      case '"' -> string();
      case 't' -> skipWord(TRUE);
      case 'f' -> skipWord(FALSE);
      case 'n' -> skipWord(NULL);
      default -> skipNumber();
    }
  }

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private void skipWord(byte[] word) {
    int end = Math.min(at + word.length, json.length);
    if (!Arrays.equals(json, at, end, word, 0, word.length)) {
      throw new MalformedJson(at);
    }
    at = end;
  }

  private void skipNumber() {
    skipHere('-');
    if (!skipHere('0')) {
      skipDigits();
    }
    if (skipHere('.')) {
      skipDigits();
    }
    if (skipHere('e') || skipHere('E')) {
      if (!skipHere('+')) {
        skipHere('-');
      }
      skipDigits();
    }
  }

  private boolean skipHere(char wanted) {
    if (at < json.length && json[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipDigits() {
    int start = at;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw new MalformedJson(at);
    }
  }
}
