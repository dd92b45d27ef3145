package vn.baodanh.registration.access;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.person.Grant;
import vn.baodanh.registration.person.Role;
import vn.baodanh.registration.person.Scope;

/** Grants as the database holds them. */
final class GrantStore {
  private static final String COLUMNS =
      """
      id, person_id, subject, role, organisation, valid_from, valid_until, public_key, granted_by, granted_at, note, scopes\
      """;
  private static final String GRANTS = "SELECT " + COLUMNS + " FROM staff_grant ";

  private GrantStore() {}

  /**
   * A grant and what is written beside it.
   *
   * @param givenBy empty: by configuration
   */
  record Given(
      Grant grant,
      Optional<JsonObject> publicKey,
      Optional<UUID> givenBy,
      Instant givenAt,
      String note) {}

  /** Another one after every change of who may do what. */
  static Future<Long> version(SqlClient db) {
    return db.query("SELECT version FROM access_version")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** All that hold, or will. */
  static Future<List<Given>> live(SqlClient db) {
    return db.query(
            GRANTS
                + """
                WHERE ended_at IS NULL AND valid_until > now()
                """)
        .execute()
        .map(rows -> rows.stream().map(GrantStore::given).toList());
  }

  /**
   * Those of {@link #live} that somebody sees, by their ids.
   *
   * @param everything whether that is all of them
   * @param own organisations whose grants are seen, each {@code role/organisation}
   * @param departments whose schools' grants are seen
   */
  static Future<List<Given>> list(
      SqlClient db, boolean everything, String[] own, String[] departments, UUID after, int limit) {
    return db.preparedQuery(
            GRANTS
                + """
                WHERE ended_at IS NULL AND valid_until > now() AND id > $4
                  AND ($1 OR role || '/' || organisation = ANY ($2) OR role = 'school' AND left(organisation, 2) = ANY ($3))
                ORDER BY id LIMIT $5
                """)
        .execute(Tuple.of(everything, own, departments, after, limit))
        .map(rows -> rows.stream().map(GrantStore::given).toList());
  }

  /** The new grant; empty if this giver's key is taken. */
  static Future<Optional<Given>> add(SqlClient tx, Given given, String key) {
    Grant grant = given.grant();
    return tx.preparedQuery(
            """
            INSERT INTO staff_grant (id, person_id, subject, role, organisation, valid_from, valid_until, public_key, granted_by, granted_at,
              note, scopes, idempotency_key)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (granted_by, idempotency_key) DO NOTHING
            RETURNING
            """
                + COLUMNS)
        .execute(
            Tuple.from(
                new Object[] {
                  grant.id(),
                  grant.personId(),
                  grant.subject(),
                  grant.role().text(),
                  grant.organisation(),
                  grant.from().atOffset(ZoneOffset.UTC),
                  grant.until().atOffset(ZoneOffset.UTC),
                  given.publicKey().orElse(null),
                  given.givenBy().orElse(null),
                  given.givenAt().atOffset(ZoneOffset.UTC),
                  given.note(),
                  grant.isMachines() ? texts(grant.scopes()) : null,
                  key
                }))
        .map(GrantStore::first);
  }

  static Future<Optional<Given>> byKey(SqlClient db, UUID giver, String key) {
    return db.preparedQuery(
            GRANTS
                + """
                WHERE granted_by = $1 AND idempotency_key = $2
                """)
        .execute(Tuple.of(giver, key))
        .map(GrantStore::first);
  }

  /** One that was given, ended or not; nobody else ends it until the transaction ends. */
  static Future<Optional<Given>> lock(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            GRANTS
                + """
                WHERE id = $1 FOR UPDATE
                """)
        .execute(Tuple.of(id))
        .map(GrantStore::first);
  }

  /** Whether it was not ended before. */
  static Future<Boolean> end(SqlClient tx, UUID id, UUID by) {
    return tx.preparedQuery(
            """
            UPDATE staff_grant SET ended_at = now(), ended_by = $2 WHERE id = $1 AND ended_at IS NULL
            """)
        .execute(Tuple.of(id, by))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Optional<Given> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(GrantStore::given);
  }

  private static String[] texts(Set<Scope> scopes) {
    return scopes.stream().map(Scope::text).sorted().toArray(String[]::new);
  }

  private static Given given(Row row) {
    Role role = Role.of(row.getString(3)).orElseThrow();
    Optional<JsonObject> publicKey = Optional.ofNullable(row.get(JsonObject.class, 7));
    var grant =
        new Grant(
            row.getUUID(0),
            row.getUUID(1),
            row.getString(2),
            role,
            row.getString(4),
            row.getOffsetDateTime(5).toInstant(),
            row.getOffsetDateTime(6).toInstant(),
            publicKey.isPresent() ? scopes(role, row.getArrayOfStrings(11)) : Set.of());
    return new Given(
        grant,
        publicKey,
        Optional.ofNullable(row.getUUID(8)),
        row.getOffsetDateTime(9).toInstant(),
        row.getString(10));
  }

  /** A node of the version before has registered a key without saying for what: for everything. */
  private static Set<Scope> scopes(Role role, String @Nullable [] texts) {
    return texts == null
        ? Scope.allOf(role)
        : Arrays.stream(texts)
            .map(text -> Scope.of(text).orElseThrow())
            .collect(Collectors.toUnmodifiableSet());
  }
}
