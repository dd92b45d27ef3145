package vn.baodanh.load.candidate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Writes {@code PUT /v1/me/preferences} and {@code PUT /v1/me/exam-registration} as bytes, from
 * parts that are made once.
 */
public final class FilingRequest {
  private static final byte[] KEY = "\r\nIdempotency-Key: ".getBytes(ISO_8859_1);
  private static final byte[] VERSION = "\r\nIf-Match: \"".getBytes(ISO_8859_1);
  private static final byte[] LENGTH = "\"\r\nContent-Length: ".getBytes(ISO_8859_1);
  private static final byte[] END = "\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);

  private final byte[] ofList;
  private final byte[] ofRegistration;
  private final byte[] digits = new byte[20];

  public FilingRequest(InetSocketAddress service) {
    ofList = head(service, "preferences");
    ofRegistration = head(service, "exam-registration");
  }

  private static byte[] head(InetSocketAddress service, String document) {
    return """
    PUT /v1/me/%s HTTP/1.1\r
    Host: %s:%d\r
    Content-Type: application/json\r
    Authorization: Bearer \
    """
        .formatted(document, service.getHostString(), service.getPort())
        .getBytes(ISO_8859_1);
  }

  /** The text that {@link #write} sends for {@code key}. */
  public static String keyText(long key) {
    return "%016x".formatted(key);
  }

  /**
   * @param version what the candidate saw last, 0 before the first filing
   */
  public void write(ByteBuffer out, byte[] token, long key, long version, Document filed) {
    var head =
        switch (filed) {
          case PreferenceList list -> ofList;
          case ExamRegistration registration -> ofRegistration;
        };
    out.put(head).put(token).put(KEY);
    for (int shift = 60; shift >= 0; shift -= 4) {
      out.put(HEX[(int) (key >>> shift) & 15]);
    }
    out.put(VERSION);
    decimal(out, version);
    out.put(LENGTH);
    decimal(out, filed.json().length);
    out.put(END).put(filed.json());
  }

  private void decimal(ByteBuffer out, long number) {
    int at = digits.length;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    out.put(digits, at, digits.length - at);
  }
}
