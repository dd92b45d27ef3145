/** The kill drill: processes are killed under load, and whatever was answered must be recorded. */
@NullMarked
package vn.baodanh.load.kills;

import org.jspecify.annotations.NullMarked;
