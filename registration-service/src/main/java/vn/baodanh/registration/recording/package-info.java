/** Drains the kept filings into Postgres; the only writer of journal and current state. */
@NullMarked
package vn.baodanh.registration.recording;

import org.jspecify.annotations.NullMarked;
