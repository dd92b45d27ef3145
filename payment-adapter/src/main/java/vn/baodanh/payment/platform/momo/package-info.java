/** MoMo v2, as its public integration pages describe it. */
@NullMarked
package vn.baodanh.payment.platform.momo;

import org.jspecify.annotations.NullMarked;
