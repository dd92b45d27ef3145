/**
 * Payments as load: payers, finance staff and a platform that does wrong, while processes are
 * killed; and an audit that holds the platform's books against the adapter's.
 */
@NullMarked
package vn.baodanh.load.payments;

import org.jspecify.annotations.NullMarked;
