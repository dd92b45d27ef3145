package vn.baodanh.registration.recording;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.season.Window;

/** The mark behind which everything that was received before a close is recorded. */
public final class RecordedThrough {
  private RecordedThrough() {}

  /** Whether all these windows' closes are marked in so many partitions. */
  public static Future<Boolean> isMarked(SqlClient db, List<Window> windows, int partitions) {
    return db.preparedQuery(
            """
            SELECT NOT EXISTS (
              SELECT FROM unnest($1::text[], $2::bigint[]) AS w (id, closes_us)
              WHERE (SELECT count(*) FROM window_drained d WHERE d.window_id = w.id AND d.closes_us = w.closes_us) < $3)
            """)
        .execute(
            Tuple.of(
                windows.stream().map(Window::id).toArray(String[]::new),
                windows.stream().map(window -> Micros.of(window.closes())).toArray(Long[]::new),
                (long) partitions))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }
}
