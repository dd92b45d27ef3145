package vn.baodanh.registration.season;

import io.vertx.core.Future;
import java.util.UUID;

/** Which department a candidate belongs to, where windows differ. */
@FunctionalInterface
public interface Departments {
  /**
   * The code of the department in which the candidate's exam registration was submitted; empty for
   * whoever has none. Fails with 503 while nobody can say.
   */
  Future<String> of(UUID candidate);
}
