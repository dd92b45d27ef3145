/** Who sits in front of the pages: signed in at the portal, known by a sealed cookie. */
@NullMarked
package vn.baodanh.registration.session;

import org.jspecify.annotations.NullMarked;
