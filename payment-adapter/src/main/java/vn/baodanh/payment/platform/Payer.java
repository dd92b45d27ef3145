package vn.baodanh.payment.platform;

import java.util.Optional;

/**
 * Who is sent to the platform.
 *
 * @param address the payer's IP address
 * @param language {@code vi} or {@code en}
 * @param bank the way or bank chosen, by the platform's code
 */
public record Payer(String address, String language, Optional<String> bank) {}
