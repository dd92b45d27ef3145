package vn.baodanh.kit;

/** A store whose settings would lose, in a crash, what it said it had kept. */
public final class NotDurableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String fault;

  NotDurableException(String store, String faults) {
    super(store + " is not durable: " + faults, null, false, false);
    this.fault = store + " is not durable: " + faults;
  }

  /** Store and settings, in one line. */
  public String fault() {
    return fault;
  }
}
