package vn.baodanh.registration.recording;

import static java.util.stream.Collectors.groupingBy;
import static vn.baodanh.registration.filing.Outcome.APPLIED;
import static vn.baodanh.registration.filing.Outcome.OVERTAKEN;
import static vn.baodanh.registration.filing.Outcome.REFUSED;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
  private final Map<Document, Place> lastPlaces = new HashMap<>();
  private final Map<Document, List<Inherited>> inheritedByDocument;
  private final Map<UUID, Known> knownByRequest = new HashMap<>();

  /**
   * @param lastPlaces place of the filing recorded last, for every document that has one
   * @param inherited what those had filed who were merged into candidates of the batch
   * @param known journaled filings of the same request as one of the batch
   */
  Judge(Map<Document, Place> lastPlaces, Collection<Inherited> inherited, Collection<Known> known) {
    this.lastPlaces.putAll(lastPlaces);
    inheritedByDocument = inherited.stream().collect(groupingBy(Inherited::document));
    known.forEach(this::remember);
  }

  /**
   * A filing whose sender was told that it is taken, with the order that the queue gave it. Where
   * the last filing has an earlier place in the queue, it is that place which counts: a repeat of
   * it was recorded directly, and must not overtake what its sender filed after it.
   */
  Verdict ofQueue(Filing filing, long orderUs) {
    Known first = knownByRequest.get(FilingId.firstOfRequest(filing.id()));
    if (first != null) {
      return hasSameBody(first, filing)
          ? duplicate(filing, first, orderUs)
          : journaled(filing, REFUSED, "key-reused", orderUs);
    }
    Place last = lastPlaceBefore(filing);
    if (orderUs <= last.queuedUs()) {
      return journaled(filing, OVERTAKEN, null, orderUs);
    }
    if (filing.expectedUs() < last.queuedUs()) {
      return journaled(filing, REFUSED, "stale-version", orderUs);
    }
    return journaled(
        filing, APPLIED, null, new Place(Math.max(orderUs, last.orderUs() + 1), orderUs));
  }

  private Verdict.Duplicate duplicate(Filing filing, Known first, long orderUs) {
    if (lastPlace(filing.document()).orderUs() == first.orderUs() && orderUs < first.orderUs()) {
      lastPlaces.put(filing.document(), new Place(first.orderUs(), orderUs));
    }
    return new Verdict.Duplicate(first);
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
    long last = lastPlaceBefore(filing).orderUs();
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

  /** Of the document's last filing, as far as it is judged. */
  Place lastPlace(Document document) {
    return lastPlaces.getOrDefault(document, Place.NONE);
  }

  /** Of the person's: what a merged account had filed must be known to whoever replaces it. */
  private Place lastPlaceBefore(Filing filing) {
    Place last = lastPlace(filing.document());
    for (Inherited other : inheritedByDocument.getOrDefault(filing.document(), List.of())) {
      if (filing.receivedUs() >= other.effectiveUs() && other.lastOrderUs() > last.orderUs()) {
        last = Place.of(other.lastOrderUs());
      }
    }
    return last;
  }

  private Verdict journaled(Filing filing, Outcome outcome, @Nullable String reason, long orderUs) {
    return journaled(filing, outcome, reason, Place.of(orderUs));
  }

  private Verdict journaled(Filing filing, Outcome outcome, @Nullable String reason, Place place) {
    if (place.orderUs() > lastPlace(filing.document()).orderUs()) {
      lastPlaces.put(filing.document(), place);
    }
    return new Verdict.Journaled(outcome, Optional.ofNullable(reason), place.orderUs());
  }
}
