/** Many small works, done as few large ones. */
@NullMarked
package vn.baodanh.payment.grouping;

import org.jspecify.annotations.NullMarked;
