@NullMarked
package vn.baodanh.registration.catalogue;

import org.jspecify.annotations.NullMarked;
