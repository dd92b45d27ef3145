/** What a candidate owes, line by line, and whether it is settled. */
@NullMarked
package vn.baodanh.payment.bill;

import org.jspecify.annotations.NullMarked;
