package vn.baodanh.kit;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;

/**
 * Signatures in native code (decision 0006): an RS256 token is checked in half the time that the
 * JDK takes. Only where it is asked for: for short hashes the JDK is the faster one.
 */
public final class NativeCrypto {
  private NativeCrypto() {}

  /**
   * Empty where its library does not load: another processor or C library. The JDK does it then.
   */
  public static Optional<Provider> provider() {
    var provider = AmazonCorrettoCryptoProvider.INSTANCE;
    return provider.getLoadingError() == null ? Optional.of(provider) : Optional.empty();
  }
}
