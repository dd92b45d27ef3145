package vn.baodanh.load.receipt;

import java.util.Arrays;
import java.util.Optional;

/**
 * Follows one partition's heads from the first: signed, numbered without gaps, each naming the
 * last.
 */
public final class Chain {
  private final PublicKeys keys;
  private final int partition;
  private long number;
  private long nextSeq = 1;
  private byte[] hash = Head.NONE_BEFORE;

  public Chain(int partition, PublicKeys keys) {
    this.partition = partition;
    this.keys = keys;
  }

  /** The number of the last head followed, 0 before the first. */
  public long number() {
    return number;
  }

  /** How many filings the heads so far hold. */
  public long filings() {
    return nextSeq - 1;
  }

  /** Takes the next head; says what does not hold. */
  public Optional<String> follow(Head head) {
    Optional<String> fault =
        head.partition() != partition
            ? Optional.of("of another partition")
            : head.number() != number + 1
                ? Optional.of("follows number " + number)
                : head.firstSeq() != nextSeq
                    ? Optional.of("begins at " + head.firstSeq() + " instead of " + nextSeq)
                    : !Arrays.equals(head.previous(), hash)
                        ? Optional.of("does not name the head before it")
                        : head.fault(keys);
    number = head.number();
    nextSeq = head.firstSeq() + head.size();
    hash = head.hash();
    return fault.map(text -> "head " + head.partition() + "/" + head.number() + ": " + text);
  }
}
