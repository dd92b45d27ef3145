package vn.baodanh.registration.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;

/** Redis keys of a partition. The hash tag puts all of one partition on one slot of a cluster. */
final class QueueKeys {
  private static final int DAY_S = 86_400;

  private QueueKeys() {}

  static byte[] stream(int partition) {
    return key("filings:{" + partition + "}");
  }

  /** Document → the filing of it that was received last. */
  static byte[] lastFilings(int partition) {
    return key("last:{" + partition + "}");
  }

  static byte[] epoch(int partition) {
    return key("epoch:{" + partition + "}");
  }

  /**
   * Answers to filings that others have followed are remembered by day of the node's clock; nodes
   * may differ at midnight, so three days are looked through.
   */
  static byte[][] keep(int partition, Instant now) {
    long day = now.getEpochSecond() / DAY_S;
    return new byte[][] {
      epoch(partition),
      stream(partition),
      lastFilings(partition),
      answers(partition, day),
      answers(partition, day - 1),
      answers(partition, day + 1)
    };
  }

  static byte[][] barrier(int partition) {
    return new byte[][] {epoch(partition), stream(partition), key("barriers:{" + partition + "}")};
  }

  private static byte[] answers(int partition, long day) {
    return key("answers:{" + partition + "}:" + day);
  }

  private static byte[] key(String name) {
    return name.getBytes(US_ASCII);
  }
}
