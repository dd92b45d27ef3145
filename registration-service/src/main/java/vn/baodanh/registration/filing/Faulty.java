package vn.baodanh.registration.filing;

import java.util.List;

/** The body was not as the contract asks; at least one fault says where and why. */
public record Faulty<T>(List<FieldFault> faults) implements Reading<T> {
  public Faulty {
    faults = List.copyOf(faults);
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("faulty without a fault");
    }
  }
}
