package vn.baodanh.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers verified tokens, the least recently used forgotten first; in stripes, so that threads
 * rarely meet.
 */
final class VerifiedTokens {

  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];

  VerifiedTokens(int size) {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe((size + STRIPES - 1) / STRIPES);
    }
  }

  @Nullable Bearer get(String compact) {
    var stripe = stripe(compact);
    synchronized (stripe) {
      return stripe.get(compact);
    }
  }

  void put(String compact, Bearer bearer) {
    var stripe = stripe(compact);
    synchronized (stripe) {
      stripe.put(compact, bearer);
    }
  }

  void remove(String compact) {
    var stripe = stripe(compact);
    synchronized (stripe) {
      stripe.remove(compact);
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

  private Stripe stripe(String compact) {
    int hash = compact.hashCode();
    return stripes[(hash ^ hash >>> 16) & (STRIPES - 1)];
  }

  private static final class Stripe extends LinkedHashMap<String, Bearer> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Stripe(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bearer> eldest) {
      return size() > most;
    }
  }
}
