/** Every đồng, where it came from and to whom it is owed. */
@NullMarked
package vn.baodanh.payment.ledger;

import org.jspecify.annotations.NullMarked;
