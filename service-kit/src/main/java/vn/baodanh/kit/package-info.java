/**
 * What the services share: configuration, servers, problem answers, tokens, stores, measurements,
 * life and end.
 */
@NullMarked
package vn.baodanh.kit;

import org.jspecify.annotations.NullMarked;
