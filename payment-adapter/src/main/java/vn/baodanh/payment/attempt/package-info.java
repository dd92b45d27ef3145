/** Attempts to pay a bill, and the one transition that records what became of them. */
@NullMarked
package vn.baodanh.payment.attempt;

import org.jspecify.annotations.NullMarked;
