package vn.baodanh.registration.catalogue;

import static java.time.ZoneOffset.UTC;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The catalogue's versions and files as the database holds them. */
final class CatalogueStore {
  /**
   * A version without its content.
   *
   * @param number from 1, without gaps
   * @param effectiveAt the first moment at which it is in force; later than those before it
   */
  record Version(int number, Instant effectiveAt) {}

  /**
   * A version that was just added.
   *
   * @param ahead until it is in force; negative when that is past
   * @param isAfterLatest whether it is in force later than all before it
   * @param upcoming how many before it wait for their moment
   */
  record Committed(Duration ahead, boolean isAfterLatest, long upcoming) {}

  private CatalogueStore() {}

  /** Writes these files down as version 1 in force since ever, unless there is a version 1. */
  static Future<Void> begin(Pool pool, ByKind<byte[]> files) {
    return pool.withTransaction(tx ->
        add(tx, new Version(BuiltIn.NUMBER, Instant.EPOCH))
            .compose(isNew -> isNew ? addAll(tx, files) : Future.succeededFuture()));
  }

  private static Future<Boolean> add(SqlClient tx, Version version) {
    return tx.preparedQuery(
            """
            INSERT INTO catalogue_version (number, effective_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """)
        .execute(Tuple.of(version.number(), version.effectiveAt().atOffset(UTC)))
        .map(inserted -> inserted.rowCount() == 1);
  }

  private static Future<Void> addAll(SqlClient tx, ByKind<byte[]> files) {
    Future<Void> added = Future.succeededFuture();
    for (var kind : Kind.values()) {
      added =
          added
              .compose(before -> addFile(tx, kind, files.get(kind)))
              .compose(digest -> addPart(tx, BuiltIn.NUMBER, kind, digest));
    }
    return added;
  }

  /** Keeps a file, once however often it comes. */
  static Future<Buffer> addFile(SqlClient db, Kind kind, byte[] content) {
    var digest = Buffer.buffer(Sha256.of(content));
    return db.preparedQuery(
            """
            INSERT INTO catalogue_file (digest, kind, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """)
        .execute(Tuple.of(digest, kind.path(), Buffer.buffer(content)))
        .map(digest);
  }

  private static Future<Void> addPart(SqlClient tx, int version, Kind kind, Buffer digest) {
    return tx.preparedQuery(
            """
            INSERT INTO catalogue_part (version, kind, digest) VALUES ($1, $2, $3)
            """)
        .execute(Tuple.of(version, kind.path(), digest))
        .mapEmpty();
  }

  /** Versions after this number that are, or will be, in force at this moment or later. */
  static Future<List<Version>> versions(SqlClient db, int after, Instant from) {
    return db.preparedQuery(
            """
            SELECT number, effective_at FROM catalogue_version
            WHERE number > $1 AND number >= (SELECT max(number) FROM catalogue_version WHERE effective_at <= $2)
            ORDER BY number
            """)
        .execute(Tuple.of(after, from.atOffset(UTC)))
        .map(rows -> rows.stream().map(CatalogueStore::version).toList());
  }

  private static Version version(Row row) {
    return new Version(row.getInteger(0), row.getOffsetDateTime(1).toInstant());
  }

  /** The files of a version that is there. */
  static Future<ByKind<byte[]>> files(SqlClient db, int version) {
    return db.preparedQuery(
            """
            SELECT part.kind, content FROM catalogue_part part JOIN catalogue_file USING (digest) WHERE version = $1
            """)
        .execute(Tuple.of(version))
        .map(rows -> {
          var contents = new HashMap<String, byte[]>();
          rows.forEach(row -> contents.put(row.getString(0), row.getBuffer(1).getBytes()));
          return ByKind.of(kind -> Objects.requireNonNull(contents.get(kind.path()), kind::path));
        });
  }

  /** The number of the newest version, whether in force already or not. */
  static Future<Integer> newest(SqlClient db) {
    return db.query("SELECT max(number) FROM catalogue_version")
        .execute()
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  /**
   * Adds the version after this one, unless there is one by now. Whoever else tries to waits until
   * the transaction ends.
   *
   * @param effectiveAt empty for 10 seconds from now, by the database's clock
   */
  static Future<Optional<Committed>> commit(
      SqlClient tx, int base, Optional<Instant> effectiveAt, UUID proposal) {
    return tx.preparedQuery(
            """
            INSERT INTO catalogue_version (number, effective_at, proposal_id)
            SELECT $1 + 1, coalesce($2, clock_timestamp() + interval '10 seconds'), $3
            FROM catalogue_version HAVING max(number) = $1
            ON CONFLICT DO NOTHING
            RETURNING (extract(epoch FROM effective_at - clock_timestamp()) * 1e6)::bigint,
              effective_at > (SELECT max(effective_at) FROM catalogue_version),
              (SELECT count(*) FROM catalogue_version WHERE effective_at > clock_timestamp())
            """)
        .execute(Tuple.of(base, effectiveAt.map(at -> at.atOffset(UTC)).orElse(null), proposal))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new Committed(
                        Duration.of(row.getLong(0), ChronoUnit.MICROS),
                        row.getBoolean(1),
                        row.getLong(2))));
  }

  /** Gives the version after this one the same files, but for one kind. */
  static Future<Void> addParts(SqlClient tx, int base, String kind, Buffer digest) {
    return tx.preparedQuery(
            """
            INSERT INTO catalogue_part (version, kind, digest)
            SELECT $1 + 1, kind, CASE WHEN kind = $2 THEN $3 ELSE digest END FROM catalogue_part WHERE version = $1
            """)
        .execute(Tuple.of(base, kind, digest))
        .mapEmpty();
  }
}
