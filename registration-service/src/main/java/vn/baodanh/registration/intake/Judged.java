package vn.baodanh.registration.intake;

import java.util.List;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Kind;

/**
 * A filing as it was read, and what the rules that need no state say of it.
 *
 * @param content in canonical form; empty to withdraw what was filed
 * @param digest of the content, as its kind computes it
 * @param department code of the one where it says that it is submitted; empty if it says nothing
 * @param faults why it may not be filed
 * @param warnings what the candidate should look at again
 */
record Judged(
    Kind kind,
    byte[] content,
    byte[] digest,
    String department,
    List<FieldFault> faults,
    List<FieldFault> warnings) {
  boolean isWithdrawal() {
    return content.length == 0;
  }
}
