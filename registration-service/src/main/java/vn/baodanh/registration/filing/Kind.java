package vn.baodanh.registration.filing;

/**
 * What can be filed. Each kind is one document of a candidate, with versions of its own: the later
 * filing of a kind replaces the earlier one.
 */
public enum Kind {
  PREFERENCES(1, "preferences"),

  /** With empty content: the registration is withdrawn. */
  REGISTRATION(2, "exam-registration");

  private final int code;
  private final String text;

  Kind(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if there is no such kind
   */
  public static Kind of(int code) {
    for (Kind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of filing: " + code);
  }

  /** As queue and journal hold it. */
  public int code() {
    return code;
  }

  /** As answers name it. */
  public String text() {
    return text;
  }
}
