package vn.baodanh.registration.recording;

import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Outcome;

/**
 * What a filing became, as it is announced to whoever waits for it.
 *
 * @param receivedUs receipt time of the request that was recorded
 */
public record Recorded(
    UUID id,
    Outcome outcome,
    Optional<String> reason,
    long orderUs,
    long receivedUs,
    long recordedUs) {}
