/**
 * The worklist: what differs between ledger, platforms and bank, until two people have settled it.
 */
@NullMarked
package vn.baodanh.payment.difference;

import org.jspecify.annotations.NullMarked;
