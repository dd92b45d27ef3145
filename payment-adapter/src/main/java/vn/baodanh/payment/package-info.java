/** The payment adapter, put together. */
@NullMarked
package vn.baodanh.payment;

import org.jspecify.annotations.NullMarked;
