package vn.baodanh.registration.billing;

import java.util.List;
import java.util.UUID;

/**
 * What a paid bill settled and the list does not hold any more.
 *
 * @param id of the refund that the adapter is asked to open
 * @param bill the paid one
 * @param payment the adapter's reference of the attempt that brought the money
 */
record Surplus(UUID id, UUID bill, String payment, List<BillLine> lines) {
  Surplus {
    lines = List.copyOf(lines);
  }
}
