package vn.baodanh.registration.projection;

import java.util.UUID;

/**
 * A journal row as the projection reads it.
 *
 * @param cursor where the projection stood when it was read
 * @param applied whether it is a list that counts; others change nothing for institutions
 * @param first whether the candidate can have had no list before
 */
record JournaledList(
    long cursor, long seq, UUID candidate, boolean applied, boolean first, byte[] content) {}
