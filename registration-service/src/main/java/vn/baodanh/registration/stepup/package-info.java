/** What a candidate must show once more before something on file is changed. */
@NullMarked
package vn.baodanh.registration.stepup;

import org.jspecify.annotations.NullMarked;
