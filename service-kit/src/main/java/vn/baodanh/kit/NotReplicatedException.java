package vn.baodanh.kit;

/** Fewer replicas of Redis confirmed a write than must: it may be lost with its node. */
public final class NotReplicatedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotReplicatedException(long confirmed, int wanted) {
    super("%d of %d replicas confirmed in time".formatted(confirmed, wanted), null, false, false);
  }
}
