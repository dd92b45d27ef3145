package vn.baodanh.registration.filing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.registration.filing.ExamRegistration.Curriculum;
import vn.baodanh.registration.filing.ExamRegistration.Education;
import vn.baodanh.registration.filing.ExamRegistration.Purpose;

/**
 * How the subjects of the exam are chosen.
 *
 * @param programmes for whom
 * @param purposes for what
 * @param choices to be made, each for itself
 */
public record SubjectScheme(
    Curriculum curriculum, Set<Education> programmes, Set<Purpose> purposes, List<Choice> choices) {
  /**
   * From these, at least and at most so many.
   *
   * @param from each a set of alternatives of which one may be taken: a foreign language is one
   *     subject, whichever it is
   */
  public record Choice(int least, int most, List<Set<String>> from) {
    public Choice {
      from = from.stream().map(Set::copyOf).toList();
      if (least < 0 || most < 1 || least > most || least > from.size()) {
        throw new IllegalArgumentException("%d to %d of %s".formatted(least, most, from));
      }
    }
  }

  public SubjectScheme {
    programmes = Set.copyOf(programmes);
    purposes = Set.copyOf(purposes);
    choices = List.copyOf(choices);
  }

  /** The alternatives that a subject belongs to; empty when it is none of the scheme's. */
  Optional<Set<String>> alternatives(String subject) {
    return choices.stream()
        .flatMap(choice -> choice.from().stream())
        .filter(one -> one.contains(subject))
        .findFirst();
  }
}
