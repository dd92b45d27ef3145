package vn.baodanh.registration.billing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Vnd;

/**
 * What a candidate owes for one frozen list, beyond what earlier bills settled. What is asked for
 * never changes; what becomes of it does.
 *
 * @param candidate as the payment adapter knows the candidate; the same for all bills of a person
 * @param number the candidate's first, second, …
 * @param reference by which people name it
 * @param rulesVersion by which it was made
 * @param fee of one preference
 * @param preferences of the list that are charged
 * @param lines one for each institution; none if nothing is owed
 * @param supersedes the open bill in whose place it comes
 * @param toTell whether the adapter has not confirmed it
 */
record Bill(
    UUID id,
    UUID candidate,
    int number,
    String reference,
    ListOnFile list,
    String rulesVersion,
    Vnd fee,
    int preferences,
    List<BillLine> lines,
    Optional<UUID> supersedes,
    Instant createdAt,
    boolean toTell,
    BillState state,
    Optional<Payment> payment) {
  /**
   * How it was paid.
   *
   * @param at as the platform says
   * @param platform and the rest: none where nothing was to be paid
   * @param reference the adapter's, of the attempt that settled it
   */
  record Payment(Instant at, Optional<String> platform, Optional<String> reference) {}

  Bill {
    lines = List.copyOf(lines);
  }

  Vnd amount() {
    return BillLine.total(lines);
  }
}
