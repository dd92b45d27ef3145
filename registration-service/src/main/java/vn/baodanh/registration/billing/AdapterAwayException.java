package vn.baodanh.registration.billing;

/** The payment adapter did not answer, or cannot do now what it was asked; asking again is safe. */
final class AdapterAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AdapterAwayException(String why) {
    super(why, null, false, false);
  }
}
