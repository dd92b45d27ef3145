/** Simulators of the authorities' databases, which know the portal's test people. */
@NullMarked
package vn.baodanh.local.authority;

import org.jspecify.annotations.NullMarked;
