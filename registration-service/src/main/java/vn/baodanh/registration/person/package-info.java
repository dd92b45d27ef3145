@NullMarked
package vn.baodanh.registration.person;

import org.jspecify.annotations.NullMarked;
