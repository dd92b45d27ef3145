package vn.baodanh.payment.bill;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.payment.ledger.Vnd;

/**
 * What a candidate owes for one frozen list. What is asked for never changes; what becomes of it
 * does.
 *
 * @param id registration's, as is the candidate's
 * @param lines one for each institution; none if nothing is owed
 * @param supersededBy the bill asked for instead
 * @param settledBy reference of the attempt that paid it
 */
public record Bill(
    UUID id,
    UUID candidateId,
    List<BillLine> lines,
    Instant createdAt,
    BillState state,
    Optional<UUID> supersededBy,
    Optional<String> settledBy,
    Optional<Instant> settledAt) {
  public Bill {
    lines = List.copyOf(lines);
  }

  /** A bill as it is asked for; one of nothing is settled at once. */
  static Bill asked(UUID id, UUID candidateId, List<BillLine> lines, Instant now) {
    return new Bill(
        id,
        candidateId,
        lines,
        now,
        lines.isEmpty() ? BillState.SETTLED : BillState.OPEN,
        Optional.empty(),
        Optional.empty(),
        lines.isEmpty() ? Optional.of(now) : Optional.empty());
  }

  public Vnd amount() {
    return Vnd.sum(lines.stream().map(BillLine::amount).toList());
  }

  /** The same bill, paid by this attempt. */
  public Bill settled(String reference, Instant at) {
    if (state != BillState.OPEN) {
      throw new IllegalStateException("bill " + id + " is " + state.text() + ", it is not settled");
    }
    return new Bill(
        id,
        candidateId,
        lines,
        createdAt,
        BillState.SETTLED,
        supersededBy,
        Optional.of(reference),
        Optional.of(at));
  }

  /** Whether this asks the same of the same candidate. */
  boolean asksTheSameAs(Bill other) {
    return candidateId.equals(other.candidateId) && lines.equals(other.lines);
  }
}
