package vn.baodanh.registration.projection;

/** What became of an application. */
enum ChangeKind {
  CREATED(1),

  /** The choices or the person's registration are others. */
  CHANGED(2),

  STRUCK(3),
  PAID(4);

  private final int code;

  ChangeKind(int code) {
    this.code = code;
  }

  /** As the database has it. */
  short code() {
    return (short) code;
  }
}
