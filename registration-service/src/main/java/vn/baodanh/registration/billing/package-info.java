/** Freezes a list into a bill, asks the payment adapter, follows its events. */
@NullMarked
package vn.baodanh.registration.billing;

import org.jspecify.annotations.NullMarked;
