package vn.baodanh.payment.platform.vnpay;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The contract with VNPAY.
 *
 * @param tmnCode our code there
 * @param secret signs, and is good in what it sends
 * @param otherSecret good too, while the secret is being changed
 * @param payUrl where payers are sent
 * @param apiUrl where it is asked
 * @param returnUrl where it sends payers back to: our {@code /v1/platforms/vnpay/return}
 * @param after where we send payers on to
 * @param ownAddress this service's IP address
 * @param patience most time for an answer
 */
public record VnpaySettings(
    String tmnCode,
    String secret,
    Optional<String> otherSecret,
    URI payUrl,
    URI apiUrl,
    URI returnUrl,
    URI after,
    String ownAddress,
    Duration patience) {}
