package vn.baodanh.registration.billing;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.kit.SettingFault;
import vn.baodanh.kit.Settings;

/**
 * How the payment adapter is reached.
 *
 * @param adapter its address; empty: nothing can be paid here
 * @param callerKey signs our tokens, and those of finance staff; the adapter knows its public half
 * @param longest time limit of one call
 * @param together most calls at once
 * @param platforms that payers are offered, by the adapter's names
 */
public record BillingSettings(
    Optional<URI> adapter,
    PrivateJwk<?, ?, ?> callerKey,
    Duration longest,
    int together,
    Set<String> platforms) {
  private static final Set<String> PLATFORMS = Set.of("vnpay", "momo");

  /** For one machine only: whoever reads this source can sign with it. */
  private static final String DEVELOPMENT_KEY =
      """
      {"kty":"OKP","crv":"Ed25519","kid":"development",\
      "x":"Q5UspOc5SUwI2lcAmORv8CfRkt5i4YD3awu1ngiwcmc","d":"6qih-WxejifZGBet3DLMm8Gll8qA2JNyI-tFty9dP1Y"}\
      """;

  /**
   * @param development whether the built-in key may be used where none is given
   * @throws SettingFault naming the variable that cannot be used
   */
  public static BillingSettings read(Settings settings, boolean development) {
    return new BillingSettings(
        settings.optionalUri(
            "PAYMENT_ADAPTER_URL", "the payment adapter; empty: nothing can be paid"),
        callerKey(settings, development),
        settings.millis(
            "PAYMENT_TIMEOUT_MS",
            5_000,
            50,
            60_000,
            "most time for an answer of the payment adapter; it asks some platforms before it"
                + " answers"),
        settings.number(
            "PAYMENT_TOGETHER", 128, 1, 10_000, "most calls to the payment adapter at once"),
        settings.choices(
            "PAYMENT_PLATFORMS",
            "vnpay",
            PLATFORMS,
            "platforms that the pages offer, of vnpay and momo; those in use at the payment"
                + " adapter"));
  }

  private static PrivateJwk<?, ?, ?> callerKey(Settings settings, boolean development) {
    String name = "PAYMENT_CALLER_KEY";
    String meaning =
        "Ed25519 private key that signs tokens for the payment adapter, a JWK (RFC 7517) with kid;"
            + " the adapter has its public half in CALLER_KEYS";
    String jwk = settings.text(name, "", meaning);
    if (jwk.isEmpty() && !development) {
      throw new SettingFault(name, "is not set", meaning);
    }
    try {
      if (Jwks.parser().build().parse(jwk.isEmpty() ? DEVELOPMENT_KEY : jwk)
              instanceof PrivateJwk<?, ?, ?> key
          && key.getId() != null) {
        return key;
      }
    } catch (JwtException | IllegalArgumentException e) {
      throw new SettingFault(name, "is no JWK", meaning);
    }
    throw new SettingFault(name, "is no private JWK with kid", meaning);
  }
}
