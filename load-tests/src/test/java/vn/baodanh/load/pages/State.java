package vn.baodanh.load.pages;

/** What a page may have to show. */
enum State {
  /** Nothing was ever filed, nothing is to be paid. */
  EMPTY,
  /** The service has not answered yet. */
  LOADING,
  /** Everything is recorded, the fee is paid. */
  FILED,
  /** What was sent was not taken. */
  REFUSED,
  /** The service answers 503. */
  UNAVAILABLE,
  /** Every window is over. */
  CLOSED,
  /** A filing is on this device and nowhere else. */
  LOCAL_ONLY,
  /** The longest names there may be, and markup in every one of them. */
  LONGEST
}
