package vn.baodanh.load.pages;

import static vn.baodanh.load.pages.State.CLOSED;
import static vn.baodanh.load.pages.State.EMPTY;
import static vn.baodanh.load.pages.State.FILED;
import static vn.baodanh.load.pages.State.LOCAL_ONLY;
import static vn.baodanh.load.pages.State.LONGEST;
import static vn.baodanh.load.pages.State.REFUSED;
import static vn.baodanh.load.pages.State.UNAVAILABLE;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The candidate's pages, each by its address and what must be on it in each state. */
enum Shown {
  HOME("/"),
  REGISTRATION("/registration"),
  PREFERENCES("/preferences"),
  FEE("/fee"),
  PAYMENT("/payment"),
  HISTORY("/history"),
  MESSAGES("/messages"),
  PAY_LINK("/pay/:link");

  /** What must be there in a state. */
  private static final Map<Shown, Map<State, String>> SIGNS =
      Map.of(
          HOME,
              Map.of(
                  EMPTY, ".next a[href='/registration']",
                  FILED, ".steps .done small",
                  CLOSED, ".next:not(:has(.button))",
                  LONGEST, ".steps .done"),
          REGISTRATION,
              Map.of(
                  EMPTY,
                  "#fullName",
                  FILED,
                  "#fullName",
                  CLOSED,
                  ".tag.none",
                  LONGEST,
                  "#fullName"),
          PREFERENCES,
              Map.of(
                  EMPTY, "#search",
                  FILED, ".ordered li:nth-child(3) .moves",
                  CLOSED, "#draft-closed",
                  LONGEST, ".ordered li:nth-child(15)"),
          FEE,
              Map.of(
                  EMPTY, ".card .button",
                  FILED, "[data-bill=paid]",
                  CLOSED, ".tag.none",
                  LONGEST, ".pay-link canvas"),
          PAYMENT,
              Map.of(
                  EMPTY, ".card .button",
                  FILED, "[data-bill=paid]",
                  CLOSED, ".tag.none",
                  LONGEST, "[data-bill=pending]"),
          HISTORY,
              Map.of(EMPTY, "p.card", FILED, "ol .card", CLOSED, "ol .card", LONGEST, "ol .card"),
          MESSAGES,
              Map.of(EMPTY, "p.card", FILED, "li.card", CLOSED, "li.card", LONGEST, "li.card"),
          PAY_LINK,
              Map.of(
                  EMPTY, ".actions .button",
                  FILED, ".note.good",
                  REFUSED, ".note.bad",
                  CLOSED, ".note.wait",
                  LOCAL_ONLY, ".actions .button",
                  LONGEST, ".actions .button"));

  /** On every page, unless it has one of its own. */
  private static final Map<State, String> OF_ALL =
      Map.of(
          UNAVAILABLE, ".note.wait",
          LOCAL_ONLY, ".shout[data-state=waiting]",
          REFUSED, "[data-state=refused]");

  final String path;

  Shown(String path) {
    this.path = path;
  }

  /** With something in the place of a parameter. */
  String address() {
    return path.replace(":link", "Zm9yLWEtcmVsYXRpdmU");
  }

  /**
   * A selector of what only this state shows.
   *
   * @throws IllegalStateException if nobody has said what that is
   */
  String sign(State state) {
    var sign = SIGNS.get(this).getOrDefault(state, OF_ALL.get(state));
    if (sign == null) {
      throw new IllegalStateException("nobody looks at " + this + " in the state " + state);
    }
    return sign;
  }

  static List<String> paths() {
    return Arrays.stream(values()).map(page -> page.path).toList();
  }
}
