package vn.baodanh.registration.projection;

import java.util.UUID;

/**
 * What one filing changed at one institution.
 *
 * @param programmes codes in the candidate's order, one a line; empty: the candidate does not
 *     choose it any more
 */
record Change(String institution, UUID candidate, long seq, String programmes) {}
