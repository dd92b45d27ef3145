package vn.baodanh.registration.institution;

import java.time.Duration;

/**
 * What became of one request, under its institution's limit.
 *
 * @param left how many more may follow at once
 * @param delay of a granted one, until all may follow again; of another, until one may
 */
record Allowance(boolean granted, long left, Duration delay) {}
