package vn.baodanh.load.kills;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.baodanh.load.audit.Findings;
import vn.baodanh.load.audit.LogCheck;

/**
 * What a drill came to.
 *
 * @param counted kills that struck while enough was unanswered and unrecorded, by who was struck
 * @param early kills that struck when it was not, and do not count
 * @param repeated how often a client sent a filing again
 * @param surprises answers that no client should have got
 */
record Toll(
    Map<Set<Victim>, Integer> counted,
    int early,
    long repeated,
    List<String> surprises,
    Findings findings,
    LogCheck.Log published) {

  int kills() {
    return counted.values().stream().mapToInt(Integer::intValue).sum();
  }

  boolean clean() {
    return findings.clean()
        && published.faults().isEmpty()
        && published.filings() == findings.journaled()
        && surprises.isEmpty();
  }

  @Override
  public String toString() {
    var struck =
        counted.entrySet().stream()
            .map(entry -> entry.getValue() + " × " + entry.getKey())
            .sorted()
            .collect(Collectors.joining(", "));
    var text =
        """
        kills that count: %d (%s); %d more struck too early
        filings sent again: %d
        audit: %s
        log: %d heads over %d filings, chained and signed\
        """
            .formatted(
                kills(), struck, early, repeated, findings, published.heads(), published.filings());
    return published.faults().isEmpty() && surprises.isEmpty()
        ? text
        : text + "\nLOG FAULTS " + published.faults() + "\nSURPRISES " + surprises;
  }
}
