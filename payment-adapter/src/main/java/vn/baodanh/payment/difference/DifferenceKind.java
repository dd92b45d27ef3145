package vn.baodanh.payment.difference;

import static vn.baodanh.payment.difference.Resolution.CREDITED;
import static vn.baodanh.payment.difference.Resolution.EXPLAINED;
import static vn.baodanh.payment.difference.Resolution.PAID_OUT;
import static vn.baodanh.payment.difference.Resolution.RETURNED;
import static vn.baodanh.payment.difference.Resolution.WRITTEN_OFF;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** How ledger, platform's file and bank can differ; the class says it in a word that all use. */
public enum DifferenceKind {
  /** The platform has money under a reference that we never gave. */
  UNKNOWN_REFERENCE("missing-here", Set.of(RETURNED, CREDITED)),
  /** Another amount was paid than was asked for. */
  OTHER_AMOUNT("amount", Set.of(RETURNED, CREDITED)),
  /** The file has a payment that we know with another amount; the ledger keeps ours. */
  PAID_AMOUNT("amount", Set.of(EXPLAINED, WRITTEN_OFF)),
  /** An attempt was paid by two transactions. */
  SECOND_TRANSACTION("duplicate", Set.of(RETURNED, CREDITED)),
  /** The platform's file has a success that we did not know; it was taken as evidence. */
  STATE("state", Set.of(EXPLAINED)),
  /** The ledger has what the file has not; final after the platform's next file. */
  MISSING_THERE("missing-there", Set.of(EXPLAINED, WRITTEN_OFF)),
  /** The file counts it to another day. */
  WRONG_DAY("wrong-day", Set.of(EXPLAINED)),
  /** The file has the same payment or refund a second time. */
  REPEATED_LINE("duplicate", Set.of(EXPLAINED)),
  /** The platform took another charge than agreed. */
  CHARGE("charge", Set.of(EXPLAINED)),
  /** The platform sent money back without being asked. */
  UNKNOWN_REFUND("missing-here", Set.of(EXPLAINED)),
  /** It sent back another amount than asked. */
  REFUND_AMOUNT("amount", Set.of(EXPLAINED)),
  /** It sent back what we did not know to be sent. */
  REFUND_STATE("state", Set.of(EXPLAINED)),
  /** Suspected money turned out not to be there; only for the sum of its day. */
  HELD_RELEASED("state", Set.of(EXPLAINED)),
  /** The bank has no credit for what a platform owes. */
  BANK_MISSING("missing-there", Set.of(EXPLAINED)),
  /** The bank's credit is of another amount. */
  BANK_AMOUNT("amount", Set.of(EXPLAINED, WRITTEN_OFF)),
  /** Money came into our account, or left it, and nobody knows why. */
  BANK_UNKNOWN("missing-here", Set.of(RETURNED, CREDITED, WRITTEN_OFF, PAID_OUT));

  private final String group;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes
  private final Set<Resolution> resolutions;

  DifferenceKind(String group, Set<Resolution> resolutions) {
    this.group = group;
    this.resolutions = resolutions;
  }

  /** Its class: missing-here, missing-there, amount, state, duplicate, wrong-day or charge. */
  public String group() {
    return group;
  }

  boolean allows(Resolution resolution) {
    return resolutions.contains(resolution);
  }

  /** As it is written in answers and rows. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static DifferenceKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The kinds of a class. */
  static String[] ofGroup(String group) {
    return Arrays.stream(values())
        .filter(kind -> kind.group.equals(group))
        .map(DifferenceKind::text)
        .toArray(String[]::new);
  }
}
