package vn.baodanh.registration.person;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a machine's key may be used for, chosen when it is registered. Each operation of the
 * contract that a machine may call names one ({@code x-scope}).
 */
public enum Scope {
  /** Pull the change feed and the snapshots. */
  APPLICATIONS("applications", Role.INSTITUTION),
  /** Preview, commit and see admitted lists. */
  ADMITTED_LISTS("admitted-lists", Role.INSTITUTION),
  /** See the grants that the key's role sees. */
  GRANTS("grants", Role.INSTITUTION, Role.FINANCE, Role.AUDITOR),
  /** Get a token for the payment adapter. */
  PAYMENTS("payments", Role.FINANCE, Role.AUDITOR),
  /** Read what operators work on. */
  OPERATIONS("operations", Role.AUDITOR);

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out, and List.of is
  private final List<Role> roles;

  Scope(String text, Role... roles) {
    this.text = text;
    this.roles = List.of(roles);
  }

  /** As contract and database write it. */
  public String text() {
    return text;
  }

  /** The roles of machines to which it means something. */
  public boolean isOf(Role role) {
    return roles.contains(role);
  }

  /** All that keys of this role could do before there were scopes; empty: not for machines. */
  public static Set<Scope> allOf(Role role) {
    return Arrays.stream(values()).filter(scope -> scope.isOf(role)).collect(toUnmodifiableSet());
  }

  public static Optional<Scope> of(String text) {
    return Stream.of(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }
}
