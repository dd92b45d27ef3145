package vn.baodanh.load.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an audit of the money counted, and what it found wrong. */
public final class MoneyFindings {
  private static final int MOST_EXAMPLES = 20;

  private final Map<String, Long> counts = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private long wrong;

  /** Something worth saying: how many, how much. */
  public void count(String what, long number) {
    counts.merge(what, number, Long::sum);
  }

  public long counted(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Something that must not be. */
  public void wrong(String what) {
    wrong++;
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(what);
    }
  }

  public void wrongUnless(boolean right, String what) {
    if (!right) {
      wrong(what);
    }
  }

  /** Some of what must not be. */
  public List<String> examples() {
    return List.copyOf(examples);
  }

  public boolean clean() {
    return wrong == 0;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    counts.forEach((what, number) -> text.append("  %-42s %,d%n".formatted(what, number)));
    text.append(wrong == 0 ? "  nothing is wrong" : "  WRONG: " + wrong);
    examples.forEach(example -> text.append("\n  WRONG ").append(example));
    return text.toString();
  }
}
