package vn.baodanh.registration.filing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The rules of one season. They are data: another year is another value.
 *
 * @param season the season's code, as {@code 2026}
 * @param rulesVersion which edition of the season's rules this is, as {@code 2026.1}
 * @param year in which the season's exam is held
 */
public record Rules(
    String season,
    String rulesVersion,
    int year,
    PreferenceRules preferences,
    AdmissionMethods methods,
    Fee fee,
    ExamRules exam,
    Scoring scoring,
    Codes codes,
    StepUpRule stepUp,
    InstitutionRules institutions) {
  private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

  /** Everything in the list that the season forbids; empty when it may be filed. */
  public List<FieldFault> judge(PreferenceList list, Programmes programmes) {
    return preferences.judge(list, programmes);
  }

  /**
   * What the season says of a registration for the exam.
   *
   * @param receivedAt decides which day it is in Vietnam (UTC+7)
   */
  public Judgement judge(ExamRegistration registration, Units units, Instant receivedAt) {
    var filedOn = LocalDate.ofInstant(receivedAt, VIETNAM);
    return new ExamRegistrationJudge(this, units, filedOn).judge(registration);
  }

  public int maxPreferences() {
    return preferences.most();
  }
}
