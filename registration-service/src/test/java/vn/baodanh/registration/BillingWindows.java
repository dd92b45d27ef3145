package vn.baodanh.registration;

/** The windows in which fees are paid, moved by a test. */
final class BillingWindows {
  private BillingWindows() {}

  /** Whoever is of no department can pay from an hour ago to an hour from now. */
  static void openPayment(Stack stack, Node... nodes) {
    movePayment(stack, -3600, 3600, false, nodes);
  }

  /** Moves that window, in seconds from now, and waits until these nodes know. */
  static void movePayment(
      Stack stack, double opensInS, double closesInS, boolean hidden, Node... nodes) {
    stack.execute(
        """
        INSERT INTO season_window (id, season, step, opens_at, closes_at, hidden)
        VALUES ('2026-payment', '2026', 'payment', now() + %f * interval '1 second', now() + %f * interval '1 second', %b)
        ON CONFLICT (id, version) DO UPDATE
        SET opens_at = excluded.opens_at, closes_at = excluded.closes_at, hidden = excluded.hidden
        """
            .formatted(opensInS, closesInS, hidden));
    String closes =
        stack.text(
            "SELECT to_char(closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM"
                + " season_window WHERE id = '2026-payment'");
    for (Node node : nodes) {
      Stack.eventually(
          "the payment window is moved",
          () -> Device.ask(node.port(), "/v1/season").body().contains(closes) != hidden);
    }
  }
}
