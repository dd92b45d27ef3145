package vn.baodanh.registration.recording;

import static vn.baodanh.registration.filing.Outcome.APPLIED;
import static vn.baodanh.registration.filing.Outcome.OVERTAKEN;
import static vn.baodanh.registration.filing.Outcome.REFUSED;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Document;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Outcome;
import vn.baodanh.registration.queue.Kept;

/**
 * Decides the outcomes of one batch, filing by filing in the order given. Pure: what it knows is
 * what it was given, plus what it has decided since.
 *
 * <p>Redis is the fast judge of versions and repeats and this is the last one: after the direct
 * lane was used, Redis may not yet know all that was recorded.
 */
final class Judge {
  private final Map<Document, Long> lastOrders = new HashMap<>();
  private final Map<UUID, Known> knownByRequest = new HashMap<>();

  /**
   * @param lastOrders order of the filing recorded last, for every document that has one
   * @param known journaled filings of the same request as one of the batch
   */
  Judge(Map<Document, Long> lastOrders, Collection<Known> known) {
    this.lastOrders.putAll(lastOrders);
    known.forEach(this::remember);
  }

  /** A filing whose sender was told that it is taken, with the order that the queue gave it. */
  Verdict ofQueue(Filing filing, long orderUs) {
    Known first = knownByRequest.get(FilingId.firstOfRequest(filing.id()));
    if (first != null) {
      return hasSameBody(first, filing)
          ? new Verdict.Duplicate(first)
          : journaled(filing, REFUSED, "key-reused", orderUs);
    }
    long last = lastOrder(filing);
    if (orderUs <= last) {
      return journaled(filing, OVERTAKEN, null, orderUs);
    }
    if (filing.expectedUs() < last) {
      return journaled(filing, REFUSED, "stale-version", orderUs);
    }
    return journaled(filing, APPLIED, null, orderUs);
  }

  /**
   * A filing whose sender still waits; the order is given here.
   *
   * @param outside what to answer if it was received outside the window; a repeat is answered as
   *     the first time all the same
   */
  Verdict ofDirect(Filing filing, Optional<Kept> outside) {
    Known first = knownByRequest.get(FilingId.firstOfRequest(filing.id()));
    if (first != null) {
      return hasSameBody(first, filing)
          ? new Verdict.Duplicate(first)
          : new Verdict.NotTaken(new Kept.KeyReused());
    }
    if (outside.isPresent()) {
      return new Verdict.NotTaken(outside.get());
    }
    long last = lastOrder(filing);
    if (filing.expectedUs() < last) {
      return new Verdict.NotTaken(new Kept.Stale(last));
    }
    long order = Math.max(filing.receivedUs(), Math.max(last, filing.expectedUs()) + 1);
    return journaled(filing, APPLIED, null, order);
  }

  /** So that a repeat within the same batch is recognised. */
  void remember(Known known) {
    knownByRequest.put(FilingId.firstOfRequest(known.id()), known);
  }

  /** The id has only the beginning of the digest: two bodies that agree in it can be found. */
  private static boolean hasSameBody(Known first, Filing filing) {
    return Arrays.equals(first.digest(), filing.digest());
  }

  private long lastOrder(Filing filing) {
    return lastOrders.getOrDefault(filing.document(), 0L);
  }

  private Verdict journaled(Filing filing, Outcome outcome, @Nullable String reason, long orderUs) {
    lastOrders.merge(filing.document(), orderUs, Math::max);
    return new Verdict.Journaled(outcome, Optional.ofNullable(reason), orderUs);
  }
}
