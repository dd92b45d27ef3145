package vn.baodanh.registration.projection;

import java.util.UUID;
import vn.baodanh.registration.filing.Kind;

/**
 * A journal row as the projection reads it.
 *
 * @param cursor where the projection stood when it was read
 * @param applied whether it counts; others change nothing for institutions
 */
record JournaledFiling(
    long cursor,
    int partition,
    long seq,
    long orderUs,
    UUID candidate,
    Kind kind,
    boolean applied,
    byte[] content) {}
