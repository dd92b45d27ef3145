package vn.baodanh.registration.billing;

import java.util.List;
import java.util.UUID;

/**
 * What a paid bill settled and the list does not hold any more.
 *
 * @param id of the refund that the adapter is asked to open
 * @param bill the paid one
 * @param payment the adapter's reference of the attempt that brought the money
 * @param stays whether it was decided otherwise: it was not sent back, or came back, and stays
 *     where it was settled, unless finance staff open it again
 */
record Surplus(UUID id, UUID bill, String payment, List<BillLine> lines, boolean stays) {
  Surplus {
    lines = List.copyOf(lines);
  }
}
