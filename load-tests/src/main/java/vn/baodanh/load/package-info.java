@NullMarked
package vn.baodanh.load;

import org.jspecify.annotations.NullMarked;
