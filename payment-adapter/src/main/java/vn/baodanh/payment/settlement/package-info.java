/** Ledger, platforms' files and the bank compared, and days closed. */
@NullMarked
package vn.baodanh.payment.settlement;

import org.jspecify.annotations.NullMarked;
