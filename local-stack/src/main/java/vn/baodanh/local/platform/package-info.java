/**
 * The simulated payment platform: VNPAY PAY 2.1.0, and MoMo v2 in a small form, with a pay page for
 * a person, money of its own and faults on demand. Its signing is written from the platforms' pages
 * and shares nothing with a service: a mistake in one of them shows.
 */
@NullMarked
package vn.baodanh.local.platform;

import org.jspecify.annotations.NullMarked;
