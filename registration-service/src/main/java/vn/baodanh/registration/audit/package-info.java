/** What staff did and looked at: rows that are only ever added. */
@NullMarked
package vn.baodanh.registration.audit;

import org.jspecify.annotations.NullMarked;
