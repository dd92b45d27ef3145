package vn.baodanh.registration.stepup;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.Problem;
import vn.baodanh.registration.filing.StepUpRule;

/** Judges whether a candidate may change what is on file. Reads no database. */
public final class StepUp {
  /** The request's header that carries the proof of a code. */
  public static final String HEADER = "Step-Up";

  private final Proofs proofs;

  /**
   * @param key of the proofs' MAC, at least 32 bytes
   */
  public StepUp(byte[] key) {
    this.proofs = new Proofs(key);
  }

  /**
   * @param at when the request was received
   * @param proof the value of {@link #HEADER}, if there is one
   * @return 401 or 403 {@code step-up-required}, saying what is asked for; nothing if it was shown
   */
  public Optional<Problem> missing(
      StepUpRule rule, Bearer bearer, UUID candidate, Instant at, @Nullable String proof) {
    return switch (rule) {
      case StepUpRule.None none -> Optional.empty();
      case StepUpRule.Portal portal -> missing(portal, bearer, at);
      case StepUpRule.Code code ->
          proof != null && proofs.holds(proof, candidate, at)
              ? Optional.empty()
              : Optional.of(StepUpProblems.CODE);
    };
  }

  /**
   * The same for staff who change what is on file for a candidate. A code goes to the candidate's
   * phone, which they have not; the candidate is told instead.
   */
  public Optional<Problem> missingOfStaff(StepUpRule rule, Bearer bearer, Instant at) {
    return rule instanceof StepUpRule.Portal portal
        ? missing(portal, bearer, at)
        : Optional.empty();
  }

  private static Optional<Problem> missing(StepUpRule.Portal rule, Bearer bearer, Instant at) {
    return satisfies(bearer, rule, at)
        ? Optional.empty()
        : Optional.of(StepUpProblems.portal(rule));
  }

  private static boolean satisfies(Bearer bearer, StepUpRule.Portal portal, Instant at) {
    return bearer.signIn().acr().filter(portal.acr()::equals).isPresent()
        && bearer
            .signIn()
            .at()
            .filter(then -> !then.plus(portal.maxAge()).isBefore(at))
            .isPresent();
  }

  Proofs proofs() {
    return proofs;
  }
}
