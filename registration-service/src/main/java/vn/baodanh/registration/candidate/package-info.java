/** What a candidate sees. */
@NullMarked
package vn.baodanh.registration.candidate;

import org.jspecify.annotations.NullMarked;
