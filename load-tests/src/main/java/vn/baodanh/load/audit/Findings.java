package vn.baodanh.load.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an audit counted, with the first examples of what is wrong. */
public final class Findings {
  private static final int EXAMPLES = 20;

  long accepted;
  long journaled;
  long lost;
  long duplicated;
  long unannounced;
  long inconsistent;
  long direct;
  final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final List<String> examples = new ArrayList<>();

  /** Filings that clients were told are kept. */
  public long accepted() {
    return accepted;
  }

  /** Rows of the journal that were looked at. */
  public long journaled() {
    return journaled;
  }

  /** Accepted, and not in the journal. */
  public long lost() {
    return lost;
  }

  /** In the journal more than once: the same filing, or the same request. */
  public long duplicated() {
    return duplicated;
  }

  /** In the journal though no client was told so, beyond those who got no answer. */
  public long unannounced() {
    return unannounced;
  }

  /** Recorded otherwise than told, or not what the journal adds up to. */
  public long inconsistent() {
    return inconsistent;
  }

  /** Recorded without the queue, which was away. */
  public long direct() {
    return direct;
  }

  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  public List<String> examples() {
    return Collections.unmodifiableList(examples);
  }

  public boolean clean() {
    return lost == 0 && duplicated == 0 && unannounced == 0 && inconsistent == 0;
  }

  void lost(String example) {
    lost++;
    example("lost: " + example);
  }

  void duplicated(String example) {
    duplicated++;
    example("duplicated: " + example);
  }

  void inconsistent(String example) {
    inconsistent++;
    example("inconsistent: " + example);
  }

  void example(String example) {
    if (examples.size() < EXAMPLES) {
      examples.add(example);
    }
  }

  @Override
  public String toString() {
    var line =
        "accepted %d, journaled %d (applied %d, refused %d, overtaken %d; direct %d), lost %d, duplicated %d, unannounced %d, inconsistent %d"
            .formatted(
                accepted,
                journaled,
                count(Outcome.APPLIED),
                count(Outcome.REFUSED),
                count(Outcome.OVERTAKEN),
                direct,
                lost,
                duplicated,
                unannounced,
                inconsistent);
    return examples.isEmpty() ? line : line + "\n  " + String.join("\n  ", examples);
  }
}
