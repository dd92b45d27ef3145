package vn.baodanh.load.generator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * One HTTP/1.1 answer, read where it lies in a connection's buffer. Understands what our services
 * send: a status line, headers, and a body of a declared length.
 */
public final class Answer {
  private static final byte[] LENGTH = "content-length:".getBytes(ISO_8859_1);
  private static final byte[] ETAG = "etag:".getBytes(ISO_8859_1);
  private static final byte[] RETRY_AFTER = "retry-after:".getBytes(ISO_8859_1);
  private static final byte[] ENCODING = "transfer-encoding:".getBytes(ISO_8859_1);
  private static final byte[] CONNECTION = "connection:".getBytes(ISO_8859_1);

  private byte[] bytes = {};
  private int status;
  private int bodyStart;
  private int bodyEnd;
  private int etagStart;
  private int etagEnd;
  private long retryAfterS;
  private boolean closes;
  private long latencyNs;

  /**
   * Reads the answer that starts at 0 of {@code buffer}.
   *
   * @return how many bytes it takes, or 0 when there is not all of it yet
   * @throws IllegalArgumentException where it is not an answer this class understands
   */
  int read(byte[] buffer, int length) {
    bytes = buffer;
    status = 0;
    etagStart = etagEnd = 0;
    retryAfterS = -1;
    closes = false;
    int bodyLength = -1;
    int line = 0;
    while (true) {
      int end = lineEnd(line, length);
      if (end < 0) {
        return 0;
      }
      if (line == 0) {
        status = (int) number(9, 12);
      } else if (end == line) {
        break;
      } else if (starts(line, end, LENGTH)) {
        bodyLength = (int) number(line + LENGTH.length, end);
      } else if (starts(line, end, ETAG)) {
        etagStart = skipSpaces(line + ETAG.length, end);
        etagEnd = end;
      } else if (starts(line, end, RETRY_AFTER)) {
        retryAfterS = number(line + RETRY_AFTER.length, end);
      } else if (starts(line, end, CONNECTION)) {
        closes = new String(bytes, line, end - line, ISO_8859_1).contains("close");
      } else if (starts(line, end, ENCODING)) {
        throw new IllegalArgumentException("An answer in chunks, where a length was expected");
      }
      line = end + 2;
    }
    bodyStart = line + 2;
    bodyEnd = bodyStart + (bodyLength < 0 ? lengthWithoutHeader() : bodyLength);
    return bodyEnd <= length ? bodyEnd : 0;
  }

  private int lengthWithoutHeader() {
    if (status == 204 || status == 304) {
      return 0;
    }
    throw new IllegalArgumentException("Status " + status + " without Content-Length");
  }

  private int lineEnd(int from, int length) {
    for (int i = from; i + 1 < length; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean starts(int from, int end, byte[] lowerCase) {
    if (end - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if ((bytes[from + i] | 0x20) != lowerCase[i] && bytes[from + i] != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private int skipSpaces(int from, int end) {
    int i = from;
    while (i < end && bytes[i] == ' ') {
      i++;
    }
    return i;
  }

  private long number(int from, int end) {
    long value = 0;
    int first = skipSpaces(from, end);
    for (int i = first; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException(
            "Not a number: " + new String(bytes, first, end - first, ISO_8859_1));
      }
      value = value * 10 + digit;
    }
    return value;
  }

  public int status() {
    return status;
  }

  /** The number inside a strong entity tag such as {@code "1784"}; empty where there is none. */
  public Optional<Long> version() {
    return etagEnd - etagStart < 3
        ? Optional.empty()
        : Optional.of(number(etagStart + 1, etagEnd - 1));
  }

  /** Seconds of the Retry-After header, or -1. */
  public long retryAfterS() {
    return retryAfterS;
  }

  /** From sending, or in the open model from the moment meant for sending, to the last byte. */
  public long latencyNs() {
    return latencyNs;
  }

  void took(long ns) {
    latencyNs = ns;
  }

  boolean closesConnection() {
    return closes;
  }

  public String body() {
    return new String(bytes, bodyStart, bodyEnd - bodyStart, UTF_8);
  }

  /** The text member {@code name} of a flat JSON body, found without parsing all of it. */
  public Optional<String> text(String name) {
    var body = new String(bytes, bodyStart, bodyEnd - bodyStart, ISO_8859_1);
    var opening = "\"" + name + "\":\"";
    int at = body.indexOf(opening);
    int end = at < 0 ? -1 : body.indexOf('"', at + opening.length());
    return end < 0 ? Optional.empty() : Optional.of(body.substring(at + opening.length(), end));
  }
}
