package vn.baodanh.kit;

import java.time.Duration;

/**
 * What a caller may send.
 *
 * @param lineBytes longest request line
 * @param headerBytes most bytes of headers; leaves room for a token of 4 KiB
 * @param bodyBytes longest body
 * @param bodyTime most time from head to end of body
 * @param idle how long a silent connection is kept
 */
public record HttpLimits(
    int lineBytes, int headerBytes, int bodyBytes, Duration bodyTime, Duration idle) {

  /**
   * Line 4 KiB, headers 12 KiB, body 64 KiB within 10 s, silent connections 75 s (longer than
   * common proxies' 60 s).
   */
  public static final HttpLimits DEFAULT =
      new HttpLimits(4096, 12288, 65536, Duration.ofSeconds(10), Duration.ofSeconds(75));

  /** The same, with another time for bodies. */
  HttpLimits bodyWithin(Duration time) {
    return new HttpLimits(lineBytes, headerBytes, bodyBytes, time, idle);
  }
}
