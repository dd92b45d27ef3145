package vn.baodanh.registration.log;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import vn.baodanh.kit.NativeCrypto;
import vn.baodanh.registration.filing.Digests;

/** The log's Ed25519 key (RFC 8032): signs heads, and says which public key checks them. */
public final class LogSigner {
  private static final String ALGORITHM = "Ed25519";
  private static final int RAW_KEY_BYTES = 32;

  private final Optional<Provider> provider = NativeCrypto.provider();
  private final PrivateKey key;
  private final byte[] publicKey;
  private final String keyId;

  private LogSigner(PrivateKey key, byte[] publicKey) {
    this.key = key;
    this.publicKey = publicKey;
    this.keyId = HexFormat.of().formatHex(Digests.sha256().digest(publicKey), 0, 8);
  }

  /**
   * @param pkcs8 the private key, DER
   * @throws IllegalArgumentException if it is not an Ed25519 key
   */
  public static LogSigner of(byte[] pkcs8) {
    try {
      var factory = KeyFactory.getInstance(ALGORITHM);
      var key = (EdECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return new LogSigner(key, publicKeyOf(key));
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new IllegalArgumentException("not an Ed25519 private key in PKCS#8", e);
    }
  }

  /**
   * The JDK derives a public key only while it generates a pair: so the private bytes are handed to
   * it as its randomness.
   */
  private static byte[] publicKeyOf(EdECPrivateKey key) throws GeneralSecurityException {
    byte[] seed = key.getBytes().orElseThrow();
    var generator = java.security.KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(
        NamedParameterSpec.ED25519,
        new java.security.SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
          }
        });
    byte[] x509 = generator.generateKeyPair().getPublic().getEncoded();
    return Arrays.copyOfRange(x509, x509.length - RAW_KEY_BYTES, x509.length);
  }

  /** First eight bytes of the public key's SHA-256, in hex. */
  public String keyId() {
    return keyId;
  }

  /** The public key as RFC 8032 writes it, 32 bytes. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  public byte[] sign(byte[] message) {
    try {
      Signature signature =
          provider.isPresent()
              ? Signature.getInstance(ALGORITHM, provider.get())
              : Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
