/** What authorities know of candidates: the population database, the sector's database. */
@NullMarked
package vn.baodanh.registration.identity;

import org.jspecify.annotations.NullMarked;
