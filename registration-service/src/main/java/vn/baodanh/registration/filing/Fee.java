package vn.baodanh.registration.filing;

import java.util.Set;

/**
 * What a season charges for a list: the same amount for every chargeable preference.
 *
 * @param each for one preference
 * @param chargedMethods codes of the methods whose preferences are charged; empty: every preference
 *     is (in 2022 those by method 100 alone were)
 */
public record Fee(Vnd each, Set<String> chargedMethods) {
  public Fee {
    chargedMethods = Set.copyOf(chargedMethods);
    if (each.amount() < 0) {
      throw new IllegalArgumentException("a fee of " + each);
    }
  }

  public boolean charges(Preference preference) {
    return chargedMethods.isEmpty() || chargedMethods.contains(preference.methodCode());
  }

  /** The fee for the whole list; nobody pays for a part of it. */
  public Vnd of(PreferenceList list) {
    long charged = list.preferences().stream().filter(this::charges).count();
    return new Vnd(charged * each.amount());
  }
}
