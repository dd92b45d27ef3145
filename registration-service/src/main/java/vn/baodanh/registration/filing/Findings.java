package vn.baodanh.registration.filing;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a judge finds in a form; at most a fault's bound of each kind. */
final class Findings {
  private final List<FieldFault> faults = new ArrayList<>(0);
  private final List<FieldFault> warnings = new ArrayList<>(0);

  void fault(String pointer, String code, String vietnamese, String english) {
    add(faults, new FieldFault(pointer, code, vietnamese, english));
  }

  void warning(String pointer, String code, String vietnamese, String english) {
    add(warnings, new FieldFault(pointer, code, vietnamese, english));
  }

  private static void add(List<FieldFault> findings, FieldFault one) {
    if (findings.size() < FieldFault.MOST) {
      findings.add(one);
    }
  }

  Judgement judgement() {
    return new Judgement(faults, warnings);
  }
}
