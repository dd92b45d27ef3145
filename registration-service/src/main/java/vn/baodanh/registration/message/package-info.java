/** What candidates are told: their inbox, and letters by e-mail and other channels. */
@NullMarked
package vn.baodanh.registration.message;

import org.jspecify.annotations.NullMarked;
