/** What of the staff's doing is written down. */
@NullMarked
package vn.baodanh.payment.audit;

import org.jspecify.annotations.NullMarked;
