package vn.baodanh.registration.billing;

import java.util.Locale;

/** What became of a bill. */
enum BillState {
  /** To be paid. */
  OPEN,
  /** Paid, or nothing was to be paid. */
  PAID,
  /** Another one came in its place, or has to: nothing was settled by it. */
  REPLACED;

  /** As rows have it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static BillState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
