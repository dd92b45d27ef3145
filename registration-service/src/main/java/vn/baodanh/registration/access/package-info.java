/** Who may do what: grants of staff, and who is let in by them. */
@NullMarked
package vn.baodanh.registration.access;

import org.jspecify.annotations.NullMarked;
