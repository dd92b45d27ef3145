/** How work is done that is not a request: in groups, again and again, in columns. */
@NullMarked
package vn.baodanh.payment.work;

import org.jspecify.annotations.NullMarked;
