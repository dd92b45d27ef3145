package vn.baodanh.registration.filing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * What one season allows in a preference list. Rules are data: another year is another value.
 *
 * @param season the season's code, as {@code 2026}
 * @param rulesVersion which edition of the season's rules this is, as {@code 2026.1}
 * @param maxPreferences the longest list that may be filed, 1–{@link PreferenceList#MOST}
 */
public record Rules(String season, String rulesVersion, int maxPreferences) {
  public Rules {
    if (maxPreferences < 1 || maxPreferences > PreferenceList.MOST) {
      throw new IllegalArgumentException("maxPreferences " + maxPreferences);
    }
  }

  /**
   * Everything in the list that these rules forbid, in the list's order; empty when it may be
   * filed. Codes: {@code too-many}, {@code duplicate}, {@code unknown-programme}. At most {@link
   * FieldFault#MOST}.
   */
  public List<FieldFault> judge(PreferenceList list, Programmes programmes) {
    var faults = new ArrayList<FieldFault>(0);
    var preferences = list.preferences();
    if (preferences.size() > maxPreferences) {
      faults.add(tooMany(preferences.size()));
    }
    var firstPlaceByRef = HashMap.<ProgrammeRef, Integer>newHashMap(preferences.size());
    for (int i = 0; i < preferences.size() && faults.size() < FieldFault.MOST; i++) {
      var ref = preferences.get(i);
      var earlier = firstPlaceByRef.putIfAbsent(ref, i);
      if (earlier != null) {
        faults.add(duplicate(i, earlier));
      } else if (!programmes.has(ref.institutionCode(), ref.programmeCode())) {
        faults.add(unknown(i, ref));
      }
    }
    return faults;
  }

  private FieldFault tooMany(int count) {
    return new FieldFault(
        "/preferences",
        "too-many",
        "Danh sách có %d nguyện vọng; năm nay được đăng ký tối đa %d."
            .formatted(count, maxPreferences),
        "The list has %d preferences; this season allows at most %d."
            .formatted(count, maxPreferences));
  }

  private static FieldFault duplicate(int place, int earlier) {
    return new FieldFault(
        "/preferences/" + place,
        "duplicate",
        "Nguyện vọng %d trùng với nguyện vọng %d.".formatted(place + 1, earlier + 1),
        "Preference %d repeats preference %d.".formatted(place + 1, earlier + 1));
  }

  private static FieldFault unknown(int place, ProgrammeRef ref) {
    return new FieldFault(
        "/preferences/" + place,
        "unknown-programme",
        "Nguyện vọng %d: cơ sở đào tạo %s không có chương trình mã %s."
            .formatted(place + 1, ref.institutionCode(), ref.programmeCode()),
        "Preference %d: institution %s has no programme with the code %s."
            .formatted(place + 1, ref.institutionCode(), ref.programmeCode()));
  }
}
