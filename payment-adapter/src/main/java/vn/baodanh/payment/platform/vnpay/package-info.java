/** VNPAY PAY 2.1.0, as its public integration pages describe it. */
@NullMarked
package vn.baodanh.payment.platform.vnpay;

import org.jspecify.annotations.NullMarked;
