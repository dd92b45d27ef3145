package vn.baodanh.registration.recording;

import org.jspecify.annotations.Nullable;

/**
 * A place among the filings of one document.
 *
 * @param orderUs in the record; the version that the filing makes
 * @param queuedUs in the queue; earlier, if the filing was recorded directly while an earlier copy
 *     of it waited in a queue that was away
 */
record Place(long orderUs, long queuedUs) {
  static final Place NONE = new Place(0, 0);

  static Place of(long orderUs) {
    return new Place(orderUs, orderUs);
  }

  @Nullable Long queuedEarlierUs() {
    return queuedUs == orderUs ? null : queuedUs;
  }
}
