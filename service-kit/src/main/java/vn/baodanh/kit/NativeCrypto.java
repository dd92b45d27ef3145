package vn.baodanh.kit;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
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

  /**
   * The same key in the library's own form. Otherwise it would be translated for each signature,
   * and what it then holds outside the heap handed back by the garbage collector.
   *
   * @throws InvalidKeyException if the library takes no signature of such a key (an even exponent)
   */
  static RSAPublicKey translated(RSAPublicKey key) throws InvalidKeyException {
    try {
      return provider().isPresent()
          ? (RSAPublicKey) KeyFactory.getInstance("RSA", provider().get()).translateKey(key)
          : key;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the library has RSA", e);
    }
  }
}
