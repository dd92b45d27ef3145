package vn.baodanh.registration.season;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** That an installation goes on running the season that it was begun for. */
public final class InstalledSeason {
  private InstalledSeason() {}

  /**
   * Writes season and kind down at the first start; at every later one, fails if they are others.
   */
  public static Future<Void> check(Pool pool, String season, boolean isTrial) {
    return pool.withTransaction(tx ->
        tx.query("SELECT season, trial FROM installation FOR UPDATE")
            .execute()
            .map(rows -> rows.iterator().next())
            .compose(installed ->
                installed.getString(0) == null
                    ? begin(tx, season, isTrial)
                    : compare(installed, season, isTrial)));
  }

  private static Future<Void> begin(SqlConnection tx, String season, boolean isTrial) {
    return tx.preparedQuery("UPDATE installation SET season = $1, trial = $2")
        .execute(Tuple.of(season, isTrial))
        .mapEmpty();
  }

  private static Future<Void> compare(Row installed, String season, boolean isTrial) {
    if (installed.getString(0).equals(season) && installed.getBoolean(1) == isTrial) {
      return Future.succeededFuture();
    }
    return Future.failedFuture(
        new IllegalStateException(
            "SEASON is %s and TRIAL %s, but this installation was begun with %s and %s"
                .formatted(season, isTrial, installed.getString(0), installed.getBoolean(1))));
  }
}
