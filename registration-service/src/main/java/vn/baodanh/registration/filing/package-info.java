@NullMarked
package vn.baodanh.registration.filing;

import org.jspecify.annotations.NullMarked;
