package vn.baodanh.registration.intake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.ExamRegistration;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Kind;

/**
 * A filing as it was read, and what the rules that need no state say of it.
 *
 * @param content in canonical form; empty to withdraw what was filed
 * @param digest of the content, as its kind computes it
 * @param registration the form of an exam registration; null for anything else
 * @param faults why it may not be filed
 * @param warnings what the candidate should look at again
 */
record Judged(
    Kind kind,
    byte[] content,
    byte[] digest,
    @Nullable ExamRegistration registration,
    List<FieldFault> faults,
    List<FieldFault> warnings) {

  /** Code of the department where it says that it is submitted; empty if it says nothing. */
  String department() {
    return registration == null ? "" : registration.office().departmentCode();
  }

  /** The same with one more reason why it may not be filed, if there is room to list it. */
  Judged with(FieldFault fault) {
    if (faults.size() >= FieldFault.MOST) {
      return this;
    }
    List<FieldFault> all = new ArrayList<>(faults);
    all.add(fault);
    return new Judged(kind, content, digest, registration, List.copyOf(all), warnings);
  }

  boolean isWithdrawal() {
    return content.length == 0;
  }
}
