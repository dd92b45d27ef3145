package vn.baodanh.payment.platform;

import java.time.Instant;
import vn.baodanh.payment.ledger.Vnd;

/**
 * What a platform is asked to collect.
 *
 * @param createdAt in whole seconds
 * @param expiresAt until when it lets the payer pay, in whole seconds
 */
public record Order(String reference, Vnd amount, Instant createdAt, Instant expiresAt) {}
