/** What takes two people: one proposes, another approves, and only then it happens. */
@NullMarked
package vn.baodanh.registration.approval;

import org.jspecify.annotations.NullMarked;
