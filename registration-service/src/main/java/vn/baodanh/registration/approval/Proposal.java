package vn.baodanh.registration.approval;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What one person proposed.
 *
 * @param decision who decided, and when; empty while it is open
 */
public record Proposal(
    UUID id,
    String kind,
    JsonObject content,
    String note,
    UUID proposedBy,
    Instant proposedAt,
    State state,
    Optional<Decision> decision) {
  /** Only an open proposal moves on, once. */
  public enum State {
    OPEN,
    APPROVED,
    /** By another person than the proposer. */
    REJECTED,
    /** By the proposer. */
    WITHDRAWN;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Who decided, and when. */
  public record Decision(UUID by, Instant at) {}
}
