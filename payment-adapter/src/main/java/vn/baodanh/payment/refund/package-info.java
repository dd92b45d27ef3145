/** Money on its way back: two people let it go, and it goes at most once. */
@NullMarked
package vn.baodanh.payment.refund;

import org.jspecify.annotations.NullMarked;
