package vn.baodanh.registration.filing;

import java.util.UUID;

/**
 * Staff who filed something for a candidate.
 *
 * @param person ours
 * @param organisation for which they did, as {@code 01-005}; at most 32 characters
 */
public record EnteredBy(UUID person, String organisation) {}
