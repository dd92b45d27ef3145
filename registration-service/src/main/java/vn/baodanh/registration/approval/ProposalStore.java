package vn.baodanh.registration.approval;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Proposals as the database holds them. */
final class ProposalStore {
  private ProposalStore() {}

  /** The new proposal; empty if this person's key is taken. */
  static Future<Optional<Proposal>> add(SqlClient db, Draft draft, UUID by) {
    return db.preparedQuery(
            """
            INSERT INTO proposal (kind, content, note, proposed_by, idempotency_key) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (proposed_by, idempotency_key) DO NOTHING
            RETURNING id, kind, content, note, proposed_by, proposed_at, state, decided_by, decided_at
            """)
        .execute(Tuple.of(draft.kind(), draft.content(), draft.note(), by, draft.key()))
        .map(ProposalStore::first);
  }

  static Future<Optional<Proposal>> byKey(SqlClient db, UUID by, String key) {
    return db.preparedQuery(
            """
            SELECT id, kind, content, note, proposed_by, proposed_at, state, decided_by, decided_at
            FROM proposal WHERE proposed_by = $1 AND idempotency_key = $2
            """)
        .execute(Tuple.of(by, key))
        .map(ProposalStore::first);
  }

  static Future<Optional<Proposal>> find(SqlClient db, UUID id) {
    return db.preparedQuery(
            """
            SELECT id, kind, content, note, proposed_by, proposed_at, state, decided_by, decided_at
            FROM proposal WHERE id = $1
            """)
        .execute(Tuple.of(id))
        .map(ProposalStore::first);
  }

  /** Nobody else decides it until the transaction ends. */
  static Future<Optional<Proposal>> lock(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            """
            SELECT id, kind, content, note, proposed_by, proposed_at, state, decided_by, decided_at
            FROM proposal WHERE id = $1 FOR UPDATE
            """)
        .execute(Tuple.of(id))
        .map(ProposalStore::first);
  }

  /** Whether both are accounts of one person, as far as accounts were merged. */
  static Future<Boolean> isOnePerson(SqlClient db, UUID one, UUID other) {
    return db.preparedQuery("SELECT person_of($1) = person_of($2)")
        .execute(Tuple.of(one, other))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  static Future<Proposal> decide(SqlClient tx, UUID id, Proposal.State state, UUID by) {
    return tx.preparedQuery(
            """
            UPDATE proposal SET state = $2, decided_by = $3, decided_at = now() WHERE id = $1
            RETURNING id, kind, content, note, proposed_by, proposed_at, state, decided_by, decided_at
            """)
        .execute(Tuple.of(id, state.text(), by))
        .map(rows -> first(rows).orElseThrow());
  }

  /** In the order in which they were proposed. */
  static Future<List<Proposal>> list(SqlClient db, Optional<String> state, UUID after, int limit) {
    return db.preparedQuery(
            """
            SELECT id, kind, content, note, proposed_by, proposed_at, state, decided_by, decided_at
            FROM proposal WHERE id > $1 AND ($2::text IS NULL OR state = $2) ORDER BY id LIMIT $3
            """)
        .execute(Tuple.of(after, state.orElse(null), limit))
        .map(rows -> rows.stream().map(ProposalStore::proposal).toList());
  }

  private static Optional<Proposal> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(ProposalStore::proposal);
  }

  private static Proposal proposal(Row row) {
    return new Proposal(
        row.getUUID(0),
        row.getString(1),
        row.get(JsonObject.class, 2),
        row.getString(3),
        row.getUUID(4),
        row.getOffsetDateTime(5).toInstant(),
        Proposal.State.of(row.getString(6)),
        Optional.ofNullable(row.getUUID(7))
            .map(by -> new Proposal.Decision(by, row.getOffsetDateTime(8).toInstant())));
  }
}
