package vn.baodanh.payment.settlement.file;

/**
 * One thing that is wrong in a file.
 *
 * @param line counted from 1; 0 for the whole file
 * @param column its name, empty for the whole line
 * @param code stable, for programs
 */
public record LineFault(int line, String column, String code, String vietnamese, String english) {
  /** As in a problem document: {@code line:7:amount}; empty for the whole file. */
  public String pointer() {
    return line == 0 ? "" : column.isEmpty() ? "line:" + line : "line:" + line + ":" + column;
  }
}
