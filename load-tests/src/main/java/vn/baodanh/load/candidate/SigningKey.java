package vn.baodanh.load.candidate;

import java.math.BigInteger;
import java.util.Random;

/**
 * An RSA key of 2,048 bits with eight primes (RFC 8017, section 3.2). For whoever verifies it is
 * like any other; signing takes a sixth of the time of a key with two primes, so that a hundred
 * thousand candidates have tokens of their own in seconds. Made from a seed: for tests only.
 */
public final class SigningKey {
  public static final int BITS = 2048;
  private static final int PRIMES = 8;
  private static final int PRIME_BITS = BITS / PRIMES;
  private static final BigInteger PUBLIC_EXPONENT = BigInteger.valueOf(65537);

  private final BigInteger[] primes = new BigInteger[PRIMES];
  private final BigInteger[] exponents = new BigInteger[PRIMES];
  private final BigInteger[] products = new BigInteger[PRIMES];
  private final BigInteger[] inverses = new BigInteger[PRIMES];
  private final BigInteger modulus;

  public SigningKey(long seed) {
    var random = new Random(seed);
    var product = BigInteger.ONE;
    for (int i = 0; i < PRIMES; i++) {
      primes[i] = prime(random);
      exponents[i] = PUBLIC_EXPONENT.modInverse(primes[i].subtract(BigInteger.ONE));
      products[i] = product;
      inverses[i] = i == 0 ? BigInteger.ZERO : product.modInverse(primes[i]);
      product = product.multiply(primes[i]);
    }
    modulus = product;
    if (modulus.bitLength() != BITS) {
      throw new AssertionError("A modulus of " + modulus.bitLength() + " bits");
    }
  }

  /** With its six highest bits set, so that the product of all has all its bits. */
  private static BigInteger prime(Random random) {
    while (true) {
      var start = new BigInteger(PRIME_BITS, random);
      for (int bit = 1; bit <= 6; bit++) {
        start = start.setBit(PRIME_BITS - bit);
      }
      var prime = start.nextProbablePrime();
      boolean invertible =
          prime.subtract(BigInteger.ONE).gcd(PUBLIC_EXPONENT).equals(BigInteger.ONE);
      if (invertible && prime.bitLength() == PRIME_BITS) {
        return prime;
      }
    }
  }

  public BigInteger modulus() {
    return modulus;
  }

  public BigInteger publicExponent() {
    return PUBLIC_EXPONENT;
  }

  /** {@code message} to the private exponent, modulo {@link #modulus}. */
  BigInteger sign(BigInteger message) {
    var signature = BigInteger.ZERO;
    for (int i = 0; i < PRIMES; i++) {
      var part = message.mod(primes[i]).modPow(exponents[i], primes[i]);
      var step = part.subtract(signature).multiply(inverses[i]).mod(primes[i]);
      signature = i == 0 ? part : signature.add(products[i].multiply(step));
    }
    return signature;
  }
}
