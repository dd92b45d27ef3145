package vn.baodanh.payment.platform;

import java.time.Instant;

/**
 * What was sent to us in a platform's name, as it came.
 *
 * @param text query or body
 */
public record Message(String platform, Instant receivedAt, String text) {}
