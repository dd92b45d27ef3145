/** What proves afterwards what was filed: Merkle batches, signed heads, receipts. */
@NullMarked
package vn.baodanh.registration.log;

import org.jspecify.annotations.NullMarked;
