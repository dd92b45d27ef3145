package vn.baodanh.payment.settlement.file;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong in a file. */
final class Faults {
  /** As many as a person reads before sending the file back. */
  private static final int MOST = 20;

  private final List<LineFault> faults = new ArrayList<>(0);

  boolean any() {
    return !faults.isEmpty();
  }

  /**
   * @throws FaultyFile when that is enough
   */
  void add(int line, String column, String code, String vietnamese, String english)
      throws FaultyFile {
    String where = line == 0 ? "" : column.isEmpty() ? "" : column;
    faults.add(
        new LineFault(
            line,
            where,
            code,
            line == 0 ? vietnamese : "Dòng %d: %s".formatted(line, vietnamese),
            line == 0 ? english : "Line %d: %s".formatted(line, english)));
    if (faults.size() == MOST) {
      throw new FaultyFile(faults);
    }
  }

  /**
   * @throws FaultyFile if there is any
   */
  void throwIfAny() throws FaultyFile {
    if (any()) {
      throw new FaultyFile(faults);
    }
  }
}
