@NullMarked
package vn.baodanh.registration;

import org.jspecify.annotations.NullMarked;
