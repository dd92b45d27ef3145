package vn.baodanh.registration.filing;

/** The programmes that can be chosen in a season. */
@FunctionalInterface
public interface Programmes {
  /** Whether this institution offers a programme of this code; both compared letter by letter. */
  boolean has(String institutionCode, String programmeCode);
}
