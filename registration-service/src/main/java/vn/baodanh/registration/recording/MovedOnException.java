package vn.baodanh.registration.recording;

/**
 * Somebody else recorded this partition further; what was prepared from the old position is void.
 */
final class MovedOnException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MovedOnException(int partition) {
    super("partition " + partition + " was recorded further by another owner");
  }
}
