package vn.baodanh.registration.filing;

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
    Scoring scoring,
    Codes codes,
    StepUpRule stepUp) {

  /** Everything in the list that the season forbids; empty when it may be filed. */
  public List<FieldFault> judge(PreferenceList list, Programmes programmes) {
    return preferences.judge(list, programmes);
  }

  public int maxPreferences() {
    return preferences.most();
  }
}
