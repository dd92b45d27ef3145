/** Tables as files for people's spreadsheets. */
@NullMarked
package vn.baodanh.payment.export;

import org.jspecify.annotations.NullMarked;
