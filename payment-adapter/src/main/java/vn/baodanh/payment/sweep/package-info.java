/** Asks platforms about attempts of which nobody has told us. */
@NullMarked
package vn.baodanh.payment.sweep;

import org.jspecify.annotations.NullMarked;
