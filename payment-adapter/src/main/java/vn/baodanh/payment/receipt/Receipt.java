package vn.baodanh.payment.receipt;

import java.util.UUID;

/**
 * The number of a bill that was paid.
 *
 * @param number from 1 without gaps, in the order in which bills were settled
 * @param code drawn; whoever knows it has seen the receipt
 */
record Receipt(long number, UUID billId, UUID code) {}
