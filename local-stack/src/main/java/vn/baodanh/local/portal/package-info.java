/** A simulator of the national portal as OpenID provider, with test people. */
@NullMarked
package vn.baodanh.local.portal;

import org.jspecify.annotations.NullMarked;
