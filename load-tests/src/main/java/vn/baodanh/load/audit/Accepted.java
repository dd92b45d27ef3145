package vn.baodanh.load.audit;

import java.util.Arrays;
import java.util.UUID;

/**
 * A filing that a client was told is kept.
 *
 * @param receivedUs microseconds since 1970, as the answer said
 * @param version as the answer's ETag said; the filing's order
 * @param digest of what the client sent, by its own reckoning
 * @param outcome what the answer said of it, if it waited
 */
public record Accepted(
    UUID filingId,
    UUID candidateId,
    long receivedUs,
    long version,
    byte[] digest,
    Outcome outcome) {

  String words() {
    return "filing %s, received %d, version %d, %s"
        .formatted(filingId, receivedUs, version, outcome);
  }

  /** True if two answers to one request say the same; only the outcome may have become known. */
  boolean agrees(Accepted other) {
    return filingId.equals(other.filingId)
        && candidateId.equals(other.candidateId)
        && receivedUs == other.receivedUs
        && version == other.version
        && Arrays.equals(digest, other.digest)
        && (outcome == other.outcome
            || outcome == Outcome.UNKNOWN
            || other.outcome == Outcome.UNKNOWN);
  }
}
