/** What the adapter needs of a payment platform. */
@NullMarked
package vn.baodanh.payment.platform;

import org.jspecify.annotations.NullMarked;
