package vn.baodanh.registration.stepup;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.ProblemException;
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
   * @throws ProblemException 401 or 403 {@code step-up-required}, saying what is asked for
   */
  public void require(
      StepUpRule rule, Bearer bearer, UUID candidate, Instant at, @Nullable String proof) {
    switch (rule) {
      case StepUpRule.None none -> {}
      case StepUpRule.Portal portal -> {
        if (!satisfies(bearer, portal, at)) {
          throw new ProblemException(StepUpProblems.portal(portal));
        }
      }
      case StepUpRule.Code code -> {
        if (proof == null || !proofs.holds(proof, candidate, at)) {
          throw new ProblemException(StepUpProblems.CODE);
        }
      }
    }
  }

  /**
   * The same for staff who change what is on file for a candidate. A code goes to the candidate's
   * phone, which they have not; the candidate is told instead.
   *
   * @throws ProblemException 401 {@code step-up-required}
   */
  public void requireOfStaff(StepUpRule rule, Bearer bearer, Instant at) {
    if (rule instanceof StepUpRule.Portal portal && !satisfies(bearer, portal, at)) {
      throw new ProblemException(StepUpProblems.portal(portal));
    }
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
