package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Bytes that are nearly a filing's request: its framing or its head is not as it should be. */
final class RawMutations {
  /** What stands where the body's length should be said; then the bytes that follow. */
  private record Framing(String fields, String before, String after) {}

  private static final List<Framing> FRAMINGS =
      List.of(
          new Framing("Content-Length: 1", "", ""),
          new Framing("Content-Length: 0", "", ""),
          new Framing("Content-Length: 65537", "", ""),
          new Framing("Content-Length: 99999999999999999999", "", ""),
          new Framing("Content-Length: -1", "", ""),
          new Framing("Content-Length: +10", "", ""),
          new Framing("Content-Length: 1e1", "", ""),
          new Framing("Content-Length: ", "", ""),
          new Framing("Content-Length: 10\r\nContent-Length: 20", "", ""),
          new Framing("Content-Length: 10, 10", "", ""),
          new Framing("X: y", "", ""),
          new Framing("Transfer-Encoding: chunked", "", ""),
          new Framing("Transfer-Encoding: chunked", "SIZE\r\n", "\r\n0\r\n\r\n"),
          new Framing("Transfer-Encoding: chunked", "SIZE;x=y\r\n", "\r\n0\r\nX: y\r\n\r\n"),
          new Framing("Transfer-Encoding: chunked", "SIZE\r\n", "\r\n"),
          new Framing("Transfer-Encoding: chunked", "SIZE\r\n", "0\r\n\r\n"),
          new Framing("Transfer-Encoding: chunked", "-1\r\n", "\r\n0\r\n\r\n"),
          new Framing("Transfer-Encoding: chunked", "zz\r\n", "\r\n0\r\n\r\n"),
          new Framing("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFFF\r\n", "\r\n0\r\n\r\n"),
          new Framing("Transfer-Encoding: chunked", "7FFFFFFF\r\n", "\r\n0\r\n\r\n"),
          new Framing("Transfer-Encoding: chunked, chunked", "SIZE\r\n", "\r\n0\r\n\r\n"),
          new Framing("Transfer-Encoding: gzip", "SIZE\r\n", "\r\n0\r\n\r\n"),
          new Framing("Transfer-Encoding: gzip, chunked", "SIZE\r\n", "\r\n0\r\n\r\n"),
          new Framing("Transfer-Encoding: identity", "", ""),
          new Framing("Transfer-Encoding: xchunked", "SIZE\r\n", "\r\n0\r\n\r\n"),
          new Framing(
              "Content-Length: 5\r\nTransfer-Encoding: chunked", "SIZE\r\n", "\r\n0\r\n\r\n"),
          new Framing(
              "Transfer-Encoding: chunked\r\nContent-Length: 5", "SIZE\r\n", "\r\n0\r\n\r\n"),
          new Framing("Expect: 100-continue\r\nContent-Length: 5000", "", ""),
          new Framing("Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk", "", ""));

  private static final List<String> VERSIONS =
      List.of(
          "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1.1", "HTP/1.1", "http/1.1", "");

  private static final List<String> ODD =
      List.of(
          "\r",
          "\n",
          "\r\n",
          "\n\n",
          "\r\n\r\n",
          "\0",
          "\u0001",
          "\u007f",
          "\u00ff",
          " ",
          "\t",
          ":",
          "::",
          "\r\n ",
          "\r\n\t",
          " : ",
          "%",
          "%00",
          "\\",
          "\"",
          "A".repeat(200),
          "\r\nX: y",
          "\r\nX");

  private final SplittableRandom random;
  private final String token;
  private final List<String> references;

  RawMutations(long seed, String token, List<String> references) {
    this.random = new SplittableRandom(seed);
    this.token = token;
    this.references = references;
  }

  /**
   * The next bytes.
   *
   * @param version of the candidate's list
   */
  byte[] next(long version) {
    Call call =
        Call.filing(
            token,
            UUID.randomUUID().toString(),
            version,
            Lists.of(List.of(pick(references))).getBytes(UTF_8));
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> framed(call, pick(FRAMINGS));
      case 3 -> text(call).replaceFirst("HTTP/1\\.1", pick(VERSIONS)).getBytes(ISO_8859_1);
      case 4 -> noise();
      default -> disturbed(call.bytes());
    };
  }

  private byte[] framed(Call call, Framing framing) {
    String size = Integer.toHexString(call.body().length);
    String text =
        text(call).replaceFirst("Content-Length: [0-9]+", framing.fields()) + framing.after();
    int body = text.indexOf("\r\n\r\n") + 4;
    return (text.substring(0, body) + framing.before().replace("SIZE", size) + text.substring(body))
        .getBytes(ISO_8859_1);
  }

  private static String text(Call call) {
    return new String(call.bytes(), ISO_8859_1);
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(pick(List.of(16, 400, 20_000)))];
    random.nextBytes(noise);
    if (random.nextBoolean()) {
      byte[] end = "\r\n\r\n".getBytes(ISO_8859_1);
      System.arraycopy(end, 0, noise, Math.max(0, noise.length - 4), Math.min(4, noise.length));
    }
    return noise;
  }

  /** Something put in, put over, cut out or repeated, once or twice, in the head. */
  private byte[] disturbed(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(Math.max(1, text.indexOf("\r\n\r\n") + 4));
      int to = Math.min(text.length(), at + 1 + random.nextInt(12));
      text =
          switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + pick(ODD) + text.substring(at);
            case 1 -> text.substring(0, at) + pick(ODD) + text.substring(to);
            case 2 -> text.substring(0, at) + text.substring(to);
            case 3 -> text.substring(0, to) + text.substring(at);
            default -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
          };
    }
    return random.nextInt(10) == 0
        ? Arrays.copyOf(text.getBytes(ISO_8859_1), random.nextInt(text.length()))
        : text.getBytes(ISO_8859_1);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
