package vn.baodanh.local.platform;

import java.time.Instant;

/**
 * Money sent back to a payer.
 *
 * @param requestId the merchant's, unique on the day
 * @param payment number of the payment it is sent back from
 * @param amount đồng, at least 1
 * @param whole whether the merchant asked for all of it
 * @param by who asked, as the merchant says (VNPAY), or the refund's own orderId (MoMo)
 */
record Refund(
    Channel channel,
    String requestId,
    long payment,
    long amount,
    boolean whole,
    Instant at,
    String by) {}
