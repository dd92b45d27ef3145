package vn.baodanh.registration.intake;

import java.time.Instant;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.catalogue.Edition;
import vn.baodanh.registration.filing.Rules;

/** What a request's body says, for one kind of filing. */
@FunctionalInterface
interface Form {
  /**
   * Reads it and judges it by the rules that need no state.
   *
   * @throws ProblemException 400 if it cannot be read
   */
  Judged judge(byte[] body, Rules rules, Edition catalogue, Instant receivedAt);
}
