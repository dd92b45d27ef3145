/** An HTTP/1.1 load generator that leaves the machine to the system under test. */
@NullMarked
package vn.baodanh.load.generator;

import org.jspecify.annotations.NullMarked;
