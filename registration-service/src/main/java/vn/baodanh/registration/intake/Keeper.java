package vn.baodanh.registration.intake;

import io.vertx.core.Future;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.season.Window;

/** Makes sure that a filing will be recorded, or says why it will not. */
interface Keeper {
  /**
   * Fails if it is unknown whether the filing is kept; asking again with the same filing is
   * harmless.
   *
   * @param window the one that the receipt time is judged by
   */
  Future<Kept> keep(Filing filing, Window window);
}
