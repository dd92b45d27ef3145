package vn.baodanh.registration.institution;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Reads changes of one institution; every statement is bound to its code. */
final class FeedStore {
  /** No row has more changes (projection.Chunk); bounds the rows that a page looks at. */
  private static final int MOST_IN_A_ROW = 32;

  private FeedStore() {}

  /** Some lines as they are sent, each with a line feed. */
  record Page(int lines, Buffer text) {}

  /** Where the feed ends now; empty when it is empty. */
  static Future<Optional<Cursor>> end(SqlClient db, String institution) {
    return db.preparedQuery(
            """
            SELECT last_position, mark FROM application_change
            WHERE institution_code = $1 ORDER BY last_position DESC LIMIT 1
            """)
        .execute(Tuple.of(institution))
        .map(rows -> rows.stream().findFirst().map(FeedStore::cursor));
  }

  /** The cursor behind the change at this position; empty when there is none. */
  static Future<Optional<Cursor>> at(SqlClient db, String institution, long position) {
    return db.preparedQuery(
            """
            SELECT $2::bigint, mark FROM application_change
            WHERE institution_code = $1 AND last_position >= $2 ORDER BY last_position LIMIT 1
            """)
        .execute(Tuple.of(institution, position))
        .map(rows -> rows.stream().findFirst().map(FeedStore::cursor));
  }

  private static Cursor cursor(Row row) {
    return new Cursor(row.getLong(0), row.getInteger(1));
  }

  /**
   * Changes after one position up to another, in their order. Postgres writes the lines, and one
   * row brings them all: the service passes bytes on.
   */
  static Future<Page> page(SqlClient db, String institution, long after, long through) {
    return db.preparedQuery(
            """
            SELECT count(*)::int, convert_to(string_agg(line || E'\\n', '' ORDER BY position), 'UTF8') FROM application_line
            WHERE institution_code = $1 AND last_position > $2 AND last_position < $3::bigint + $4::bigint
              AND position > $2 AND position <= $3
            """)
        .execute(Tuple.of(institution, after, through, (long) MOST_IN_A_ROW))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new Page(row.getInteger(0), row.getBuffer(1));
        });
  }
}
