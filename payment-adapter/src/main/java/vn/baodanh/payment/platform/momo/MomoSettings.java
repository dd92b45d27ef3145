package vn.baodanh.payment.platform.momo;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The contract with MoMo.
 *
 * @param partnerCode our code there
 * @param accessKey part of what is signed
 * @param secret signs, and is good in what it sends
 * @param otherSecret good too, while the secret is being changed
 * @param apiUrl what {@code /create}, {@code /query} and {@code /refund} are put behind
 * @param ipnUrl where it notifies us: our {@code /v1/platforms/momo/ipn}, without a query
 * @param returnUrl where it sends payers back to: our {@code /v1/platforms/momo/return}
 * @param after where we send payers on to
 * @param patience most time for an answer
 */
public record MomoSettings(
    String partnerCode,
    String accessKey,
    String secret,
    Optional<String> otherSecret,
    URI apiUrl,
    URI ipnUrl,
    URI returnUrl,
    URI after,
    Duration patience) {}
