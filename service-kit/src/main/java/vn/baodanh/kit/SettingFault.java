package vn.baodanh.kit;

/**
 * A setting that is missing or cannot be used. The message names the variable and says what is
 * expected.
 */
public final class SettingFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SettingFault(String name, String fault, String expected) {
    super(name + " " + fault + ": expected " + expected, null, false, false);
  }
}
