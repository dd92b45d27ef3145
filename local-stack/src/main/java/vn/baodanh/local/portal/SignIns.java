package vn.baodanh.local.portal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Sign-ins between /authorize and /token: a code is good once, for 60 s, for the client and address
 * it was given to, and for who knows the verifier of its challenge (RFC 7636, S256).
 */
final class SignIns {
  private static final Duration GOOD_FOR = Duration.ofSeconds(60);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final SequencedMap<String, SignIn> signInByCode = new LinkedHashMap<>();

  /** Who signed in, for whom, and what the client must show to get the tokens. */
  record SignIn(
      TestPerson person,
      Authentication authentication,
      String client,
      String redirect,
      String challenge,
      Optional<String> nonce,
      Instant until) {}

  SignIns(Clock clock) {
    this.clock = clock;
  }

  synchronized String begin(
      TestPerson person,
      Optional<String> acrValues,
      String client,
      String redirect,
      String challenge,
      Optional<String> nonce) {
    var bytes = new byte[24];
    random.nextBytes(bytes);
    var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant();
    var authentication = Authentication.asked(acrValues, now);
    if (signInByCode.size() >= MOST) {
      signInByCode.pollFirstEntry();
    }
    signInByCode.put(
        code,
        new SignIn(person, authentication, client, redirect, challenge, nonce, now.plus(GOOD_FOR)));
    return code;
  }

  /** The sign-in of a code, once; empty when anything does not fit. */
  synchronized Optional<SignIn> redeem(
      String code, String client, String redirect, String verifier) {
    return Optional.ofNullable(signInByCode.remove(code))
        .filter(signIn -> clock.instant().isBefore(signIn.until()))
        .filter(signIn -> signIn.client().equals(client) && signIn.redirect().equals(redirect))
        .filter(signIn -> signIn.challenge().equals(challengeOf(verifier)));
  }

  static String challengeOf(String verifier) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
