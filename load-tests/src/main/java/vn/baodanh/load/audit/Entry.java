package vn.baodanh.load.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * A row of the journal.
 *
 * @param kind 1 for a preference list, 2 for an exam registration
 */
record Entry(
    UUID filingId,
    UUID candidateId,
    int kind,
    int partition,
    long seq,
    long orderUs,
    long receivedUs,
    Outcome outcome,
    boolean direct,
    byte[] digest,
    byte[] content) {
  private static final int LIST = 1;

  String words() {
    return "filing %s, received %d, order %d, %s, journal %d/%d%s"
        .formatted(
            filingId, receivedUs, orderUs, outcome, partition, seq, direct ? ", direct" : "");
  }

  /** The content is what the digest is of. */
  boolean digestHolds() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((kind == LIST ? "preferences\n" : "exam-registration\n").getBytes(UTF_8));
      return Arrays.equals(sha256.digest(content), digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  /** Of the same candidate and kind: one counts, the last applied. */
  boolean isOfSameDocument(Entry other) {
    return candidateId.equals(other.candidateId) && kind == other.kind;
  }

  /** It is what the client was told. */
  boolean agrees(Accepted told) {
    return candidateId.equals(told.candidateId())
        && receivedUs == told.receivedUs()
        && orderUs == told.version()
        && Arrays.equals(digest, told.digest())
        && (told.outcome() == Outcome.UNKNOWN || told.outcome() == outcome);
  }
}
