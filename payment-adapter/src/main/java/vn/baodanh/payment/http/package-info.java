/** What handlers share: who may call what, and what is answered while the database does not. */
@NullMarked
package vn.baodanh.payment.http;

import org.jspecify.annotations.NullMarked;
