package vn.baodanh.registration.filing;

import java.util.List;

/**
 * What a season's rules say of a registration.
 *
 * @param faults why it may not be filed; empty when it may
 * @param warnings what the candidate should look at again; they forbid nothing
 */
public record Judgement(List<FieldFault> faults, List<FieldFault> warnings) {
  public Judgement {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }
}
