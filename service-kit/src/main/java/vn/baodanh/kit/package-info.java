@NullMarked
package vn.baodanh.kit;

import org.jspecify.annotations.NullMarked;
