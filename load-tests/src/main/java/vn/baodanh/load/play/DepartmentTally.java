package vn.baodanh.load.play;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * What became of the lists that one department's candidates filed around a close, and what the
 * journal says of it.
 *
 * @param closes when its window closed, in the end
 * @param takenBefore received before the close that was first planned
 * @param takenAfter received after that
 * @param refused answered that the window has closed
 * @param misjudged taken after its own close, refused before it, or told another close
 * @param journaledLate in the journal although received after its own close
 */
record DepartmentTally(
    String department,
    Instant closes,
    int takenBefore,
    int takenAfter,
    int refused,
    int misjudged,
    long journaledLate) {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  /** Whether the close was the edge that it should be, and was tried from both sides. */
  boolean isAsPlanned(boolean extended) {
    return misjudged == 0
        && journaledLate == 0
        && takenBefore > 0
        && (extended ? takenAfter > 0 && refused == 0 : takenAfter == 0 && refused > 0);
  }

  String line() {
    return "%s: closes %s; %d lists taken, %d of them after the first close; %d refused"
        .formatted(department, HOUR.format(closes), takenBefore + takenAfter, takenAfter, refused);
  }
}
