package vn.baodanh.local;

/** What keeps a part of the local stack from starting or going on, in one line for a person. */
public final class LocalFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LocalFault(String message) {
    super(message);
  }

  public LocalFault(String message, Throwable cause) {
    super(message, cause);
  }
}
