package vn.baodanh.registration.session;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How people sign in to the pages.
 *
 * @param publicUrl where people reach the pages: scheme, host and port, no path
 * @param clientId our name at the portal
 * @param clientSecret if the portal gave one (RFC 6749, 2.3.1); PKCE is used with and without
 * @param scopes separated by spaces; {@code openid} among them
 * @param keys 32 bytes each; the first seals, all of them open
 * @param longest how long a session lasts at most
 * @param idle how long it lasts after the pages were last used
 */
public record SessionSettings(
    URI publicUrl,
    String clientId,
    Optional<String> clientSecret,
    String scopes,
    List<byte[]> keys,
    Duration longest,
    Duration idle) {
  /** As a browser writes it in {@code Origin} (RFC 6454, 6.2). */
  String origin() {
    return publicUrl.getScheme() + "://" + publicUrl.getAuthority();
  }
}
