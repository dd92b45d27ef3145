@NullMarked
package vn.baodanh.local;

import org.jspecify.annotations.NullMarked;
