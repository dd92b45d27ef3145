package vn.baodanh.registration.recording;

import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Outcome;

/** An outcome, as it is announced to whoever waits for it. */
public record Recorded(
    UUID id, Outcome outcome, Optional<String> reason, long orderUs, long recordedUs) {}
