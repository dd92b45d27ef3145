package vn.baodanh.registration.recording;

import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.Outcome;
import vn.baodanh.registration.log.Leaf;

/**
 * A row of the journal, as it is about to be written.
 *
 * @param reason empty for none
 * @param salt 16 random bytes that hide candidate and content in the log
 */
record Journaled(
    Filing filing, long seq, long orderUs, Outcome outcome, String reason, byte[] salt) {

  Leaf leaf(int partition) {
    return new Leaf(
        filing.id(),
        partition,
        seq,
        orderUs,
        filing.receivedUs(),
        outcome,
        reason,
        Leaf.commitment(salt, filing.candidate(), filing.digest()));
  }
}
