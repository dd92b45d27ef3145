package vn.baodanh.registration.filing;

import java.util.Optional;
import java.util.Set;

/** The programmes that can be chosen in a season. */
@FunctionalInterface
public interface Programmes {
  /**
   * What a rule may ask about a programme.
   *
   * @param fieldCode national code of its field of study, seven digits
   * @param methods codes of those by which it admits; empty: any
   * @param subjectGroups codes of those it accepts; empty: any
   */
  record Offered(String fieldCode, Set<String> methods, Set<String> subjectGroups) {}

  /**
   * The programme of this code at this institution, if it is offered; codes are compared letter by
   * letter.
   */
  Optional<Offered> find(String institutionCode, String programmeCode);
}
