package vn.baodanh.registration.filing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.baodanh.registration.filing.ExamRegistration.Curriculum;
import vn.baodanh.registration.filing.ExamRegistration.Education;
import vn.baodanh.registration.filing.ExamRegistration.Purpose;

/**
 * What one season asks of those who register for its exam.
 *
 * @param youngest least age in full years on the day of filing
 * @param oldest most age in full years on the day of filing
 * @param schemes at most one for each curriculum, programme and purpose
 * @param certificateByCode what exempts from the foreign language
 */
public record ExamRules(
    int youngest,
    int oldest,
    List<SubjectScheme> schemes,
    Map<String, Certificate> certificateByCode) {
  public ExamRules {
    schemes = List.copyOf(schemes);
    certificateByCode = Map.copyOf(certificateByCode);
  }

  /** How subjects are chosen; empty when the season holds no such exam. */
  Optional<SubjectScheme> scheme(Curriculum curriculum, Education programme, Purpose purpose) {
    return schemes.stream()
        .filter(scheme ->
            scheme.curriculum() == curriculum
                && scheme.programmes().contains(programme)
                && scheme.purposes().contains(purpose))
        .findFirst();
  }
}
