/** The candidate's pages: static files, no build step. */
@NullMarked
package vn.baodanh.registration.web;

import org.jspecify.annotations.NullMarked;
