/** Follows the journal and writes what others read. */
@NullMarked
package vn.baodanh.registration.projection;

import org.jspecify.annotations.NullMarked;
