package vn.baodanh.registration.season;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Windows as the database holds them: every version of each, for ever. */
final class WindowStore {
  private WindowStore() {}

  static Future<List<WindowVersion>> versions(SqlClient db, String season) {
    return db.preparedQuery(
            """
            SELECT id, step, opens_at, closes_at, hidden, department_code, replaces, version, effective_at
            FROM season_window WHERE season = $1 ORDER BY id, version
            """)
        .execute(Tuple.of(season))
        .map(rows -> rows.stream().map(WindowStore::version).toList());
  }

  /** Nobody else changes a window until the transaction ends. */
  static Future<Void> alone(SqlClient tx) {
    return tx.query("SELECT pg_advisory_xact_lock(hashtext('season_window'))").execute().mapEmpty();
  }

  /** Fails if there is such a version already. */
  static Future<Void> add(SqlClient tx, String season, WindowVersion added, UUID proposal) {
    Window window = added.window();
    return tx.preparedQuery(
            """
            INSERT INTO season_window (id, season, step, opens_at, closes_at, hidden, department_code, replaces, version, effective_at,
              proposal_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """)
        .execute(
            Tuple.from(
                new Object[] {
                  window.id(),
                  season,
                  window.step(),
                  window.opens().atOffset(ZoneOffset.UTC),
                  window.closes().atOffset(ZoneOffset.UTC),
                  window.hidden(),
                  added.department(),
                  added.replaces(),
                  added.version(),
                  added.effectiveAt().atOffset(ZoneOffset.UTC),
                  proposal
                }))
        .mapEmpty();
  }

  private static WindowVersion version(Row row) {
    var window =
        new Window(
            row.getString(0),
            row.getString(1),
            row.getOffsetDateTime(2).toInstant(),
            row.getOffsetDateTime(3).toInstant(),
            row.getBoolean(4));
    return new WindowVersion(
        window,
        row.getString(5),
        row.getString(6),
        row.getInteger(7),
        row.getOffsetDateTime(8).toInstant());
  }
}
