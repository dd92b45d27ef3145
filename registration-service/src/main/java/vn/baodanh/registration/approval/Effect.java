package vn.baodanh.registration.approval;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** What an approved proposal of one kind does. */
@FunctionalInterface
public interface Effect {
  /**
   * Does it, in the transaction that approves. A failure undoes everything and leaves the proposal
   * open; a {@link vn.baodanh.kit.ProblemException} 409 says why it does not fit any more.
   */
  Future<Void> apply(SqlConnection tx, Proposal proposal);
}
