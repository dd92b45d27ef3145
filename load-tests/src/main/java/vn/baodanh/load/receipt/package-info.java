/**
 * Checks receipts and the log of heads with nothing but the published key: what anyone outside can
 * do. The format is the contract's, under {@code Receipt} and {@code Head}.
 */
@NullMarked
package vn.baodanh.load.receipt;

import org.jspecify.annotations.NullMarked;
