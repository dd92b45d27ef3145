package vn.baodanh.payment.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.payment.bill.BillLine;
import vn.baodanh.payment.ledger.Vnd;

/**
 * One sum on its way back to a payer.
 *
 * @param number in the order of opening
 * @param reference of the attempt whose money it is
 * @param lines from whom it is taken back, if the attempt settled a bill
 * @param openedBy {@code system}, or the subject of whoever opened it
 * @param requests how often the platform was asked
 * @param origin the first of those that were opened one in the place of the other; none for itself
 */
public record Refund(
    UUID id,
    long number,
    String reference,
    Vnd amount,
    List<BillLine> lines,
    String reason,
    RefundState state,
    Instant openedAt,
    String openedBy,
    Optional<String> preparedBy,
    Optional<String> releasedBy,
    Optional<String> decidedBy,
    Optional<Instant> decidedAt,
    Optional<String> note,
    Optional<String> requestId,
    Optional<Instant> requestedAt,
    int requests,
    Optional<String> resultCode,
    Optional<UUID> origin) {
  static final String SYSTEM = "system";

  public Refund {
    lines = List.copyOf(lines);
  }

  /** By which registration knows it, however often it is opened again. */
  UUID known() {
    return origin.orElse(id);
  }

  Refund inThePlaceOf(Refund first) {
    return new Refund(
        id,
        number,
        reference,
        amount,
        lines,
        reason,
        state,
        openedAt,
        openedBy,
        preparedBy,
        releasedBy,
        decidedBy,
        decidedAt,
        note,
        requestId,
        requestedAt,
        requests,
        resultCode,
        Optional.of(first.known()));
  }

  /** Whether it takes, or may still take, from what there is to send back. */
  boolean counts() {
    return switch (state) {
      case OPEN, PREPARED, RELEASED, SENT, UNKNOWN, REFUNDED -> true;
      case REFUSED, DISMISSED, RETURNED -> false;
    };
  }
}
