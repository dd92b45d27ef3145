/** What universities read of those who chose them, and what they send in. */
@NullMarked
package vn.baodanh.registration.institution;

import org.jspecify.annotations.NullMarked;
