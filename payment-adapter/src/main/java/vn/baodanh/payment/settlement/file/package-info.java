/**
 * Files of platforms and banks, read strictly: what is wrong is said by line, and nothing is half
 * read.
 */
@NullMarked
package vn.baodanh.payment.settlement.file;

import org.jspecify.annotations.NullMarked;
