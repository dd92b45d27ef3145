package vn.baodanh.registration.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Rules;

/** By which methods each institution would admit, held against the season's rule. */
final class MethodsInUse {
  private MethodsInUse() {}

  /**
   * What the season forbids in a file of programmes: methods that it does not have, and more of
   * them at one institution than it allows. Each fault names the line that is one too many.
   */
  static List<FieldFault> faults(Table programmes, Rules rules) {
    Map<String, Map<String, Integer>> lineByMethod = new LinkedHashMap<>();
    for (var line : programmes.inOrderOfTheFile()) {
      if (line.entry() instanceof Programme programme && programme.years().contains(rules.year())) {
        var lines =
            lineByMethod.computeIfAbsent(
                programme.institutionCode(), none -> new LinkedHashMap<>());
        programme.methods().forEach(method -> lines.putIfAbsent(method, line.number()));
      }
    }
    var faults = new ArrayList<FieldFault>();
    lineByMethod.forEach((institution, lines) ->
        rules.methods().judge(institution, lines.keySet()).stream()
            .limit(FieldFault.MOST - (long) faults.size())
            .map(fault -> at(line(fault, lines, rules.methods().mostPerInstitution()), fault))
            .forEach(faults::add));
    return faults;
  }

  /** Of the method that the fault names; else of the first that is one too many. */
  private static int line(FieldFault fault, Map<String, Integer> lines, int most) {
    String method = fault.pointer().substring(fault.pointer().lastIndexOf('/') + 1);
    return lines.containsKey(method)
        ? lines.get(method)
        : lines.values().stream().skip(most).findFirst().orElseThrow();
  }

  private static FieldFault at(int line, FieldFault fault) {
    return new FieldFault(
        "line:" + line + ":methods", fault.code(), fault.vietnamese(), fault.english());
  }
}
