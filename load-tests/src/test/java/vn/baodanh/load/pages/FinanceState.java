package vn.baodanh.load.pages;

/** What a page of finance staff may have to show. */
enum FinanceState {
  /** Nothing has happened yet. */
  EMPTY,
  /** The service has not answered yet. */
  LOADING,
  /** The service lets this person not see it. */
  REFUSED,
  /** The service answers 503. */
  UNAVAILABLE,
  /** Something of everything. */
  FULL,
  /** The longest texts and largest amounts that there may be. */
  LONGEST,
  /** Markup in every text that comes from outside. */
  HOSTILE
}
