/**
 * What is changed rarely, in Postgres, and must be known to every node before it is in force:
 * windows and the catalogue (decision 0005).
 */
@NullMarked
package vn.baodanh.registration.following;

import org.jspecify.annotations.NullMarked;
