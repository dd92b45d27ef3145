package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.util.List;

/** Says that a file is refused, and where it is wrong: at most 20 faults. */
public final class FaultyFile extends IOException {
  private static final long serialVersionUID = 1;

  private final transient List<LineFault> faults;

  FaultyFile(List<LineFault> faults) {
    super(faults.getFirst().english());
    this.faults = List.copyOf(faults);
  }

  /** A file with one fault; {@code line} 0 for the whole. */
  public static FaultyFile of(int line, String code, String vietnamese, String english) {
    return new FaultyFile(List.of(new LineFault(line, "", code, vietnamese, english)));
  }

  public List<LineFault> faults() {
    return faults;
  }
}
