/** Takes filings in: receipt time, window, rules, keep, answer. */
@NullMarked
package vn.baodanh.registration.intake;

import org.jspecify.annotations.NullMarked;
