package vn.baodanh.payment.difference;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What of a difference decides how it may be settled.
 *
 * @param amount đồng; of a day at the bank it may be more than any payment
 * @param ledgerAmount what the ledger has of it: below 0 for money that was sent back
 * @param state open, waiting, proposed or resolved
 * @param day of the ledger, of the file or of the bank, if it is of one
 * @param proposal how somebody would settle it, or it was settled
 * @param credit of a bank's entry: whether money came
 */
record WorklistItem(
    long id,
    DifferenceKind kind,
    String platform,
    String reference,
    long amount,
    Optional<Long> expected,
    long ledgerAmount,
    boolean credit,
    Optional<LocalDate> day,
    String state,
    Optional<Proposal> proposal,
    Optional<String> decidedBy) {}
