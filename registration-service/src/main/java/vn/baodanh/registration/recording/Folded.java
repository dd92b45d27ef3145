package vn.baodanh.registration.recording;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch leaves of one candidate: the order of the last filing, and the list that counts if
 * one was applied.
 *
 * @param orderUs of the applied list; 0 if none was
 */
record Folded(
    UUID candidate,
    long lastOrderUs,
    long orderUs,
    long seq,
    @Nullable UUID filing,
    byte[] content) {}
