package vn.baodanh.registration.filing;

/** One of a few things that forms and files name by a fixed word. */
interface Worded {
  /** The word, as the API writes it. */
  String text();
}
