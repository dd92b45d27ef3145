package vn.baodanh.payment.receipt;

import java.net.URI;
import java.time.Duration;

/**
 * What receipts need to know.
 *
 * @param issuer who took the fee, as it is printed
 * @param checkUrl where anybody checks one: our {@code /v1/receipts}, as everybody reaches it
 * @param interval pause between two rounds of numbering
 * @param atOnce most that are made at once
 */
public record ReceiptSettings(String issuer, URI checkUrl, Duration interval, int atOnce) {}
