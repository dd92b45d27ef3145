/** What platforms send: kept as it came, then recorded. */
@NullMarked
package vn.baodanh.payment.notification;

import org.jspecify.annotations.NullMarked;
