/** What is owed to institutions, and how it reaches them. */
@NullMarked
package vn.baodanh.payment.payout;

import org.jspecify.annotations.NullMarked;
