package vn.baodanh.registration.recording;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Document;

/**
 * What a batch leaves of one document: the order of the last filing, and the filing that counts if
 * one was applied.
 *
 * @param orderUs of the applied filing; 0 if none was
 * @param department code of the one where an exam registration was submitted
 */
record Folded(
    Document document,
    long lastOrderUs,
    long orderUs,
    long seq,
    @Nullable UUID filing,
    @Nullable String department,
    byte[] content) {}
