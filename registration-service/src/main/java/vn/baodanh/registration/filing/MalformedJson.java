package vn.baodanh.registration.filing;

/**
 * The bytes are no JSON text (RFC 8259), seen at this offset. Control flow only: no stack trace.
 */
final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where reading stopped, in bytes from the start. */
  final int offset;

  MalformedJson(int offset) {
    super(null, null, false, false);
    this.offset = offset;
  }
}
