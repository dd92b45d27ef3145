package vn.baodanh.registration.recording;

import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Outcome;

/** A filing that the journal holds. */
record Known(
    UUID id,
    byte[] digest,
    Outcome outcome,
    Optional<String> reason,
    long orderUs,
    long receivedUs,
    long recordedUs) {

  Recorded announcement() {
    return new Recorded(id, outcome, reason, orderUs, receivedUs, recordedUs);
  }
}
