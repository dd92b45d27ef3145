/** The whole system on this machine, every part a process of its own, to be measured or killed. */
@NullMarked
package vn.baodanh.load.machine;

import org.jspecify.annotations.NullMarked;
