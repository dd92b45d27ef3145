package vn.baodanh.registration.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.baodanh.registration.filing.Preference;
import vn.baodanh.registration.filing.PreferenceList;

/**
 * What a list chooses at each institution: one choice a line, in the list's order, with a tab and
 * its place in the whole list where the season shows places. Pure.
 */
final class Choices {
  private final boolean withPlaces;

  Choices(boolean withPlaces) {
    this.withPlaces = withPlaces;
  }

  /**
   * @param list in canonical form
   */
  Map<String, String> byInstitution(byte[] list) {
    Map<String, String> choices = new LinkedHashMap<>();
    List<Preference> preferences = PreferenceList.ofCanonical(list).preferences();
    for (int i = 0; i < preferences.size(); i++) {
      Preference preference = preferences.get(i);
      String choice = withPlaces ? preference.choice() + '\t' + (i + 1) : preference.choice();
      choices.merge(preference.institutionCode(), choice, (all, next) -> all + "\n" + next);
    }
    return choices;
  }
}
