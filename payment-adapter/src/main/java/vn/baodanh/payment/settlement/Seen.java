package vn.baodanh.payment.settlement;

import java.util.Arrays;

/**
 * Which transactions of a file came already: 64 bits of each, at most 32 bytes a transaction. It
 * knows that none came twice, or that one may have; which, only a comparison of all can tell.
 */
final class Seen {
  private static final int SMALLEST = 1 << 10;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private long[] hashes = new long[SMALLEST]; // 0: free
  private int count;
  private boolean repeated;

  /** Adds a transaction by what tells it from others. */
  void add(boolean refund, String transactionNo, String requestId) {
    long hash = mixed(mixed(refund ? 2 : 1, transactionNo), requestId);
    if (put(hashes, hash == 0 ? 1 : hash)) {
      count++;
      grow();
    } else {
      repeated = true;
    }
  }

  /** False if none came twice. */
  boolean mayRepeat() {
    return repeated;
  }

  private static long mixed(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return (hash ^ text.length()) * MULTIPLIER;
  }

  /** False if it is there. */
  private static boolean put(long[] hashes, long hash) {
    int last = hashes.length - 1;
    int at = (int) (hash >>> 32) & last;
    while (hashes[at] != 0) {
      if (hashes[at] == hash) {
        return false;
      }
      at = (at + 1) & last;
    }
    hashes[at] = hash;
    return true;
  }

  private void grow() {
    if (count * 2 > hashes.length) {
      long[] larger = new long[hashes.length * 2];
      Arrays.stream(hashes).filter(hash -> hash != 0).forEach(hash -> put(larger, hash));
      hashes = larger;
    }
  }
}
