/**
 * The capacity benchmark: how many filings a second are accepted and recorded, and at what cost.
 */
@NullMarked
package vn.baodanh.load.capacity;

import org.jspecify.annotations.NullMarked;
