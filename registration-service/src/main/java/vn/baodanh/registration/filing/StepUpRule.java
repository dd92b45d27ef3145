package vn.baodanh.registration.filing;

import java.time.Duration;

/**
 * What a candidate must show once more before something on file is changed, on top of being signed
 * in. What is filed for the first time needs nothing more.
 */
public sealed interface StepUpRule {
  /** Nothing. */
  record None() implements StepUpRule {}

  /**
   * That the portal signed the person in this strongly, and lately.
   *
   * @param acr the class of authentication that the portal's tokens must name (OpenID Connect Core,
   *     2: {@code acr})
   * @param maxAge longest time since the person was there ({@code auth_time})
   */
  record Portal(String acr, Duration maxAge) implements StepUpRule {}

  /**
   * That a code was received that we sent to the phone or address of the exam registration.
   *
   * @param goodFor how long one code is enough
   */
  record Code(Duration goodFor) implements StepUpRule {}
}
