package vn.baodanh.load.payments;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a drill of payments came to.
 *
 * @param killed how many kills struck whom
 * @param spared whom no kill struck; nobody, from 2,000 payments on
 * @param repeated how often a request to the adapter was sent again
 * @param happened how often each fault really happened
 * @param notices how the adapter answered the platform's notifications
 * @param surprises answers that nobody should have got
 */
record PaymentToll(
    Map<String, Integer> killed,
    Set<Strikes.Victim> spared,
    long repeated,
    Map<String, Long> happened,
    int payments,
    JsonObject notices,
    List<String> surprises,
    MoneyFindings findings) {
  private static final int WANTED = 50;
  private static final int FULL_LENGTH = 20_000;
  private static final int ALL_ARE_STRUCK = 2_000;

  /** How often each fault has to happen: 50 times at full length, and in proportion below. */
  long least() {
    return Math.min(WANTED, Math.max(1, (long) WANTED * payments / FULL_LENGTH));
  }

  List<String> tooRare() {
    return happened.entrySet().stream()
        .filter(fault -> fault.getValue() < least())
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean clean() {
    return findings.clean() && surprises.isEmpty() && tooRare().isEmpty() && isStruck();
  }

  private boolean isStruck() {
    return payments < ALL_ARE_STRUCK || spared.isEmpty();
  }

  @Override
  public String toString() {
    var text =
        """
        killed: %s
        requests sent again: %d
        notifications: %s
        faults that happened, each at least %d times: %s
        audit:
        %s\
        """
            .formatted(killed, repeated, notices.encode(), least(), happened, findings);
    text += isStruck() ? "" : "\nNEVER KILLED " + spared;
    text += tooRare().isEmpty() ? "" : "\nTOO RARE " + tooRare();
    return surprises.isEmpty()
        ? text
        : text + "\nSURPRISES " + surprises.size() + ", such as " + surprises.getFirst();
  }
}
