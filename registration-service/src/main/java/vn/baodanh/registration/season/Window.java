package vn.baodanh.registration.season;

import java.time.Instant;

/**
 * When one step of the season is open. A moment belongs to it from {@code opens} on and before
 * {@code closes}: what is received at 17:00:00.000000 of a window that closes at 17:00 is late.
 *
 * @param id names this window for ever, also after it is moved
 * @param step what is open, as {@code preferences}
 * @param opens the first moment inside
 * @param closes the first moment outside; after {@code opens}
 * @param hidden withdrawn: shown to nobody and open to nobody
 */
public record Window(String id, String step, Instant opens, Instant closes, boolean hidden) {
  public Window {
    if (!opens.isBefore(closes)) {
      throw new IllegalArgumentException("window " + id + " closes before it opens");
    }
  }

  /** Whether what was received at this moment was received in time. */
  public boolean contains(Instant receivedAt) {
    return !hidden && !receivedAt.isBefore(opens) && receivedAt.isBefore(closes);
  }
}
