/** The pages of finance staff: static files, no build step. */
@NullMarked
package vn.baodanh.payment.web;

import org.jspecify.annotations.NullMarked;
