package vn.baodanh.registration.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import vn.baodanh.registration.person.Grant;
import vn.baodanh.registration.person.Role;

/** Grants as the database holds them. */
final class GrantStore {
  private final Pool pool;

  GrantStore(Pool pool) {
    this.pool = pool;
  }

  /** Another one after every change of who may do what. */
  Future<Long> version() {
    return pool.query("SELECT version FROM access_version")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** All that hold, or will. */
  Future<List<Grant>> live() {
    return pool.query(
            """
            SELECT id, person_id, subject, role, organisation, valid_from, least(valid_until, ended_at)
            FROM staff_grant WHERE ended_at IS NULL AND valid_until > now() ORDER BY id
            """)
        .execute()
        .map(rows -> rows.stream().map(GrantStore::grant).toList());
  }

  static Grant grant(Row row) {
    return new Grant(
        row.getUUID(0),
        row.getUUID(1),
        row.getString(2),
        Role.of(row.getString(3)).orElseThrow(),
        row.getString(4),
        row.getOffsetDateTime(5).toInstant(),
        row.getOffsetDateTime(6).toInstant());
  }
}
