/** Numbered fee receipts: a PDF for the payer, and a way to check it for anybody. */
@NullMarked
package vn.baodanh.payment.receipt;

import org.jspecify.annotations.NullMarked;
