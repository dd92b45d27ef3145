@NullMarked
package vn.baodanh.registration.season;

import org.jspecify.annotations.NullMarked;
