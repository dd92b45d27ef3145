package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.season.Calendar;
import vn.baodanh.registration.season.Season;
import vn.baodanh.registration.season.Standing;
import vn.baodanh.registration.season.Window;

/**
 * The recorded-through mark: whether all that a person can have filed in time is recorded, so that
 * the list on file is the one that counts.
 */
final class BehindTheMark {
  private final Calendar calendar;
  private final Partitions partitions;

  BehindTheMark(Calendar calendar, Partitions partitions) {
    this.calendar = calendar;
    this.partitions = partitions;
  }

  /** The season, as this node can be sure of it; fails with 503 {@code rules-unconfirmed}. */
  Season season() {
    if (!calendar.isConfirmed()) {
      throw BillingProblems.rulesUnconfirmed();
    }
    return calendar.season();
  }

  /**
   * Succeeds behind the mark of the window that closed last for this department. Fails with 409
   * {@code preferences-open} while the list can change, and with 409 {@code still-counting} before
   * the mark, and for whoever has a filing set aside.
   *
   * @param person all ids of one person
   */
  Future<Void> check(SqlClient db, UUID[] person, String department, Instant at) {
    Season season = season();
    Standing standing = season.standing(Season.PREFERENCES, department, at);
    Optional<Window> closed = season.lastClosed(Season.PREFERENCES, department, at);
    if (standing instanceof Standing.Open || closed.isEmpty()) {
      return Future.failedFuture(BillingProblems.preferencesOpen(standing));
    }
    return isDrained(db, person, closed.get())
        .map(drained -> {
          if (!drained) {
            throw BillingProblems.stillCounting();
          }
          return null;
        });
  }

  private Future<Boolean> isDrained(SqlClient db, UUID[] person, Window window) {
    Short[] parts =
        Stream.of(person).map(id -> (short) partitions.of(id)).distinct().toArray(Short[]::new);
    return db.preparedQuery(
            """
            SELECT (SELECT count(*) FROM window_drained WHERE window_id = $1 AND closes_us = $2 AND partition = ANY ($3))
                = cardinality($3)
              AND NOT EXISTS (SELECT FROM filing_set_aside WHERE candidate_id = ANY ($4))
            """)
        .execute(Tuple.of(window.id(), Micros.of(window.closes()), parts, person))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }
}
