/** Our bank, as far as it tells us what came and what left. */
@NullMarked
package vn.baodanh.local.bank;

import org.jspecify.annotations.NullMarked;
