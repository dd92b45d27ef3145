package vn.baodanh.registration.filing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one season allows in a preference list.
 *
 * @param most the longest list that may be filed, 1–{@link PreferenceList#MOST}
 * @param naming what a preference must name besides its programme; null: it must not
 * @param early which programmes may only stand in the first places; null: none
 */
public record PreferenceRules(int most, @Nullable Naming naming, @Nullable Early early) {
  /**
   * A preference names the method of admission.
   *
   * @param methods codes of the season's methods
   * @param groupNeeded those of them for which it must name a subject group, too
   */
  public record Naming(Set<String> methods, Set<String> groupNeeded) {
    public Naming {
      methods = Set.copyOf(methods);
      groupNeeded = Set.copyOf(groupNeeded);
    }
  }

  /**
   * Programmes of these fields of study may only stand in the first places (in 2026 teacher
   * training in places 1–5).
   *
   * @param fieldPrefix beginning of the national code of a field
   * @param lastPlace counted from 1
   */
  public record Early(String fieldPrefix, int lastPlace) {}

  public PreferenceRules {
    if (most < 1 || most > PreferenceList.MOST) {
      throw new IllegalArgumentException("a longest list of " + most);
    }
  }

  /**
   * Everything in the list that these rules forbid, in the list's order; empty when it may be
   * filed. Codes: {@code too-many}, {@code duplicate}, {@code unknown-programme}, {@code
   * place-too-late}, {@code not-asked}, {@code required}, {@code unknown-method}, {@code
   * method-not-accepted}, {@code group-not-accepted}. At most {@link FieldFault#MOST}.
   */
  List<FieldFault> judge(PreferenceList list, Programmes programmes) {
    var faults = new ArrayList<FieldFault>(0);
    var preferences = list.preferences();
    if (preferences.size() > most) {
      faults.add(PreferenceFaults.tooMany(preferences.size(), most));
    }
    var firstPlaceByPreference = HashMap.<Preference, Integer>newHashMap(preferences.size());
    for (int i = 0; i < preferences.size() && faults.size() < FieldFault.MOST; i++) {
      var preference = preferences.get(i);
      var earlier = firstPlaceByPreference.putIfAbsent(preference, i);
      if (earlier != null) {
        faults.add(PreferenceFaults.duplicate(i, earlier));
      } else {
        judge(i, preference, programmes, faults);
      }
    }
    return faults.size() > FieldFault.MOST ? faults.subList(0, FieldFault.MOST) : faults;
  }

  private void judge(
      int place, Preference preference, Programmes programmes, List<FieldFault> faults) {
    var offered = programmes.find(preference.institutionCode(), preference.programmeCode());
    if (offered.isEmpty()) {
      faults.add(PreferenceFaults.unknownProgramme(place, preference.programme()));
    } else if (early != null
        && place >= early.lastPlace
        && offered.get().fieldCode().startsWith(early.fieldPrefix)) {
      faults.add(PreferenceFaults.placeTooLate(place, early.lastPlace));
    }
    if (naming == null) {
      if (!preference.methodCode().isEmpty()) {
        faults.add(PreferenceFaults.notAsked(place, "methodCode"));
      }
      if (!preference.subjectGroupCode().isEmpty()) {
        faults.add(PreferenceFaults.notAsked(place, "subjectGroupCode"));
      }
    } else {
      judgeMethod(place, preference, naming, faults);
      judgeGroup(place, preference, naming, faults);
      offered.ifPresent(programme -> judgeOffer(place, preference, programme, faults));
    }
  }

  private static void judgeMethod(
      int place, Preference preference, Naming naming, List<FieldFault> faults) {
    var method = preference.methodCode();
    if (method.isEmpty()) {
      faults.add(PreferenceFaults.methodMissing(place));
    } else if (!naming.methods.contains(method)) {
      faults.add(PreferenceFaults.unknownMethod(place, method));
    }
  }

  private static void judgeGroup(
      int place, Preference preference, Naming naming, List<FieldFault> faults) {
    if (preference.subjectGroupCode().isEmpty()
        && naming.groupNeeded.contains(preference.methodCode())) {
      faults.add(PreferenceFaults.groupMissing(place, preference.methodCode()));
    }
  }

  private static void judgeOffer(
      int place, Preference preference, Programmes.Offered programme, List<FieldFault> faults) {
    if (isRefused(preference.methodCode(), programme.methods())) {
      faults.add(PreferenceFaults.methodNotAccepted(place, preference));
    }
    if (isRefused(preference.subjectGroupCode(), programme.subjectGroups())) {
      faults.add(PreferenceFaults.groupNotAccepted(place, preference));
    }
  }

  private static boolean isRefused(String code, Set<String> accepted) {
    return !code.isEmpty() && !accepted.isEmpty() && !accepted.contains(code);
  }
}
