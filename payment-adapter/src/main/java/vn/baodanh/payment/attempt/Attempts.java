package vn.baodanh.payment.attempt;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The attempts, for those who ask about them or send money back. */
public final class Attempts {
  private Attempts() {}

  public static Future<Optional<Attempt>> find(SqlClient db, String reference) {
    return AttemptStore.find(db, reference);
  }

  /** Locks one attempt. */
  public static Future<Optional<Attempt>> lock(SqlClient tx, String reference) {
    return AttemptStore.lock(tx, List.of(reference)).map(attempts -> attempts.stream().findFirst());
  }

  /**
   * Takes attempts that it is time to ask the platform about, the longest due first; nobody else
   * gets the same until it is time again.
   *
   * @param platforms those that can be asked
   * @param most how many at most
   */
  public static Future<List<Attempt>> takeDue(
      SqlClient db, Instant now, Collection<String> platforms, int most, AskSettings settings) {
    return AttemptStore.takeDue(db, now, platforms, most, settings);
  }
}
