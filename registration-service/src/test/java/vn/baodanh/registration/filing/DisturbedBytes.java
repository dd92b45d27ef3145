package vn.baodanh.registration.filing;

import java.util.Arrays;
import java.util.SplittableRandom;
import vn.baodanh.registration.filing.Mutations.Kind;

/** What {@link Mutations} does to bytes, whatever they mean. */
final class DisturbedBytes {
  private static final byte[][] ODD_BYTES = {
    {(byte) 0xC0, (byte) 0x80},
    {(byte) 0xC1, (byte) 0xBF},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xED, (byte) 0xBF, (byte) 0xBF},
    {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
    {(byte) 0x80},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0x80},
    {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
    {(byte) 0xFF},
    {(byte) 0xFE, (byte) 0xFF},
    {(byte) 0xC3},
    {(byte) 0xE1, (byte) 0xBA},
    {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
    {(byte) 0xF0, (byte) 0x9D, (byte) 0x94},
    {(byte) 0xEF, (byte) 0xBF, (byte) 0xBF},
    {(byte) 0xF4, (byte) 0x8F, (byte) 0xBF, (byte) 0xBF},
    {0},
    {0x1F},
    {0x7F}
  };

  static byte[] of(SplittableRandom random, byte[] body, Kind kind) {
    var bytes = body;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
      int change = kind == Kind.UNICODE ? 6 : random.nextInt(6);
      bytes =
          switch (change) {
            case 0 -> joined(bytes, at, new byte[0], to); // cut out
            case 1 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, at); // put in
            case 2 ->
                joined(
                    bytes,
                    at,
                    new byte[] {(byte) random.nextInt(256)},
                    Math.min(bytes.length, at + 1));
            case 3 -> joined(bytes, to, Arrays.copyOfRange(bytes, at, to), to); // repeated
            case 4 -> Arrays.copyOf(bytes, at); // cut off
            case 5 ->
                joined(
                    bytes, at, new byte[] {(byte) "\"{}[]:,\\ 0".charAt(random.nextInt(10))}, to);
            default ->
                joined(
                    bytes,
                    at,
                    ODD_BYTES[random.nextInt(ODD_BYTES.length)],
                    random.nextBoolean() ? at : to);
          };
    }
    return bytes;
  }

  private static byte[] joined(byte[] bytes, int until, byte[] middle, int from) {
    var joined = Arrays.copyOf(bytes, until + middle.length + bytes.length - from);
    System.arraycopy(middle, 0, joined, until, middle.length);
    System.arraycopy(bytes, from, joined, until + middle.length, bytes.length - from);
    return joined;
  }

  private DisturbedBytes() {}
}
