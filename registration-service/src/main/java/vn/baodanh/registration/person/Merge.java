package vn.baodanh.registration.person;

import java.time.Instant;
import java.util.UUID;

/**
 * That one candidate is another one.
 *
 * @param merged whose account acts for the other
 * @param into who both are
 * @param effectiveAt what is received from then on is received from {@code into}
 */
public record Merge(UUID merged, UUID into, Instant effectiveAt) {}
