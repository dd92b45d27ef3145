package vn.baodanh.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers verified tokens by their SHA-256, the least recently used forgotten first; in stripes,
 * so that threads rarely meet.
 */
final class VerifiedTokens {

  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];

  VerifiedTokens(int size) {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe((size + STRIPES - 1) / STRIPES);
    }
  }

  @Nullable Bearer get(ByteBuffer key) {
    var stripe = stripe(key);
    synchronized (stripe) {
      return stripe.get(key);
    }
  }

  void put(ByteBuffer key, Bearer bearer) {
    var stripe = stripe(key);
    synchronized (stripe) {
      stripe.put(key, bearer);
    }
  }

  void remove(ByteBuffer key) {
    var stripe = stripe(key);
    synchronized (stripe) {
      stripe.remove(key);
    }
  }

  void clear() {
    for (var stripe : stripes) {
      synchronized (stripe) {
        stripe.clear();
      }
    }
  }

  int size() {
    int size = 0;
    for (var stripe : stripes) {
      synchronized (stripe) {
        size += stripe.size();
      }
    }
    return size;
  }

  /**
   * 32 bytes instead of a token's many hundred: what is remembered lives long, and should be small.
   */
  static ByteBuffer key(String compact) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(compact.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Stripe stripe(ByteBuffer key) {
    return stripes[key.get(0) & (STRIPES - 1)];
  }

  private static final class Stripe extends LinkedHashMap<ByteBuffer, Bearer> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Stripe(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Bearer> eldest) {
      return size() > most;
    }
  }
}
