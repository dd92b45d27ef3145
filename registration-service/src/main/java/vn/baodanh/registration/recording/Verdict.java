package vn.baodanh.registration.recording;

import java.util.Optional;
import vn.baodanh.registration.filing.Outcome;
import vn.baodanh.registration.queue.Kept;

/** What the judge says of one filing. */
sealed interface Verdict {
  /** It goes into the journal with this outcome. */
  record Journaled(Outcome outcome, Optional<String> reason, long orderUs) implements Verdict {}

  /**
   * The journal has it already: it came over both lanes, or was repeated after its answer was
   * forgotten.
   */
  record Duplicate(Known first) implements Verdict {}

  /** It came over the direct lane, nobody was told that it was taken, and it is not. */
  record NotTaken(Kept answer) implements Verdict {}
}
