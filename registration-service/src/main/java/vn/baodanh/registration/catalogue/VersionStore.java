package vn.baodanh.registration.catalogue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import vn.baodanh.registration.filing.Micros;

/** The catalogue's versions and files for who looks at them. */
final class VersionStore {
  /** A file as it was uploaded. */
  record StoredFile(String kind, byte[] content) {}

  private VersionStore() {}

  /** The versions after this number, at most so many, as they are shown. */
  static Future<List<JsonObject>> history(SqlClient db, int after, int most) {
    return db.preparedQuery(
            """
            SELECT number, effective_at, committed_at, proposal_id,
              jsonb_object_agg(kind, encode(digest, 'hex')),
              jsonb_agg(kind ORDER BY kind) FILTER (WHERE digest IS DISTINCT FROM before)
            FROM catalogue_version JOIN (
              SELECT version, kind, digest, lag(digest) OVER (PARTITION BY kind ORDER BY version) AS before
              FROM catalogue_part WHERE version BETWEEN $1 AND $1 + $2
            ) part ON version = number AND number > $1
            GROUP BY number ORDER BY number
            """)
        .execute(Tuple.of(after, most))
        .map(rows -> rows.stream().map(VersionStore::shown).toList());
  }

  private static JsonObject shown(Row row) {
    var json =
        new JsonObject()
            .put("number", row.getInteger(0))
            .put("effectiveAt", instant(row, 1))
            .put("committedAt", instant(row, 2))
            .put("files", row.get(JsonObject.class, 4))
            .put("changed", row.get(JsonArray.class, 5));
    Optional.ofNullable(row.getUUID(3)).ifPresent(id -> json.put("proposalId", id.toString()));
    return json;
  }

  private static String instant(Row row, int column) {
    return Micros.text(Micros.of(row.getOffsetDateTime(column).toInstant()));
  }

  /** The file with this SHA-256, also one that was only proposed. */
  static Future<Optional<StoredFile>> file(SqlClient db, Buffer digest) {
    return db.preparedQuery(
            """
            SELECT kind, content FROM catalogue_file WHERE digest = $1
            """)
        .execute(Tuple.of(digest))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row -> new StoredFile(row.getString(0), row.getBuffer(1).getBytes())));
  }
}
