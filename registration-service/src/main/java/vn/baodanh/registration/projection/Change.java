package vn.baodanh.registration.projection;

import java.util.UUID;

/**
 * What one filing, or its payment, changed at one institution.
 *
 * @param seq the filing's place in its partition's journal
 * @param programmes the candidate's choices there, as {@link Choices} writes them; empty: the
 *     candidate does not choose it any more
 * @param form the exam registration that counts
 * @param paid whether the list's bill is settled
 */
record Change(
    ChangeKind kind,
    String institution,
    UUID candidate,
    long seq,
    String programmes,
    Form form,
    boolean paid) {}
