/** A season's worth of applicants on file, and how fast a university pulls them. */
@NullMarked
package vn.baodanh.load.pull;

import org.jspecify.annotations.NullMarked;
