/** Who candidates are beyond their accounts: documents, suspected duplicates, merges. */
@NullMarked
package vn.baodanh.registration.people;

import org.jspecify.annotations.NullMarked;
