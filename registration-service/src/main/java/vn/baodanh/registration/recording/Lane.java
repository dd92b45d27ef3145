package vn.baodanh.registration.recording;

/** How a filing reached the journal. */
enum Lane {
  QUEUE(1),
  DIRECT(2);

  private final short code;

  Lane(int code) {
    this.code = (short) code;
  }

  short code() {
    return code;
  }
}
