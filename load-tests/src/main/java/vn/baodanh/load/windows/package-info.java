/** Windows changed by operators while filings pour in on two nodes, judged from outside. */
@NullMarked
package vn.baodanh.load.windows;

import org.jspecify.annotations.NullMarked;
