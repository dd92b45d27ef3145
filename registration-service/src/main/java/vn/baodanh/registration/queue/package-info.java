/**
 * The kept filings between intake and recording: one Redis stream a partition, and what is
 * remembered beside it.
 */
@NullMarked
package vn.baodanh.registration.queue;

import org.jspecify.annotations.NullMarked;
