package vn.baodanh.payment.difference;

import java.util.Optional;

/**
 * How one person would settle a difference; another decides.
 *
 * @param institution to which money in suspense belongs
 * @param payout the number of that which left our account
 */
record Proposal(
    Resolution resolution,
    Optional<String> institution,
    Optional<Long> payout,
    String reason,
    String by) {}
