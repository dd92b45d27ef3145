package vn.baodanh.registration.filing;

import java.util.Locale;

/** What became of a filing; decided once, in the candidate's order, and journaled. */
public enum Outcome {
  /** It was what counts, from then on until a later one was applied. */
  APPLIED(1),
  /** A rule that needs state refused it; the reason says which. */
  REFUSED(2),
  /** A filing later in the candidate's order was recorded first. */
  OVERTAKEN(3);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /** The number that journal and log hold. */
  public int code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException if no outcome has this code
   */
  public static Outcome of(int code) {
    for (Outcome outcome : values()) {
      if (outcome.code == code) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("no outcome has the code " + code);
  }

  /** As the API writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
