package vn.baodanh.registration.message;

/** A letter that its channel will never take; the message says why, without the address. */
final class UndeliverableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UndeliverableException(String why) {
    super(why, null, false, false);
  }
}
