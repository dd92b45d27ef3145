package vn.baodanh.registration.people;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.approval.Draft;
import vn.baodanh.registration.approval.Proposal;
import vn.baodanh.registration.message.MessageKind;
import vn.baodanh.registration.message.Messages;
import vn.baodanh.registration.person.Merge;

/**
 * Two candidates become one, when two people say so. A merge takes effect 5 s later, when every
 * node knows of it; what was received before stays as it was. It is never undone: a further merge
 * cannot separate people.
 */
final class Merges {
  static final String KIND = "merge-candidates";

  private static final int ONE_AT_A_TIME = 7_303;

  private static final Problem DOES_NOT_FIT =
      Problem.of(
          409,
          "merge-does-not-fit",
          "Một trong hai thí sinh đã được gộp trước đó hoặc chưa từng có hồ sơ.",
          "One of the two was merged before, or is not known.");

  private final Messages messages;

  Merges(Messages messages) {
    this.messages = messages;
  }

  /** The proposal that a body asks for. */
  static Draft draft(JsonObject body, String key) {
    var content =
        new JsonObject()
            .put("mergedId", body.getString("mergedId"))
            .put("intoId", body.getString("intoId"));
    return new Draft(KIND, content, body.getString("note"), key);
  }

  /** What an approved proposal does; fails with 409 {@code merge-does-not-fit}. */
  Future<Void> apply(SqlConnection tx, Proposal proposal) {
    UUID merged = UUID.fromString(proposal.content().getString("mergedId"));
    UUID into = UUID.fromString(proposal.content().getString("intoId"));
    return add(tx, merged, into, proposal.id())
        .compose(added -> {
          if (!added) {
            throw new ProblemException(DOES_NOT_FIT);
          }
          return PeopleStore.decide(tx, merged, into, "merged");
        })
        .compose(decided ->
            messages.post(
                tx, proposal.id(), into, MessageKind.CANDIDATES_MERGED, new JsonObject()));
  }

  /** Lets one merge pass at a time until the transaction ends, else two could make a ring. */
  static Future<?> alone(SqlClient tx) {
    return tx.preparedQuery("SELECT pg_advisory_xact_lock($1)")
        .execute(Tuple.of((long) ONE_AT_A_TIME));
  }

  /**
   * @return whether both are known, and neither was merged into another before
   */
  private static Future<Boolean> add(SqlConnection tx, UUID merged, UUID into, UUID proposal) {
    return alone(tx)
        .compose(locked ->
            tx.preparedQuery(
                    """
                    INSERT INTO candidate_merge (merged_id, into_id, effective_at, proposal_id)
                    SELECT $1, $2, now() + interval '5 seconds', $3
                    WHERE NOT EXISTS (SELECT FROM candidate_merge WHERE merged_id IN ($1, $2))
                      AND (SELECT count(DISTINCT candidate_id) FROM identity_document WHERE candidate_id IN ($1, $2)) = 2
                    """)
                .execute(Tuple.of(merged, into, proposal)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** A merge as it was added. */
  record Added(long position, Merge merge) {}

  /** Those added after a place, in their order. */
  static Future<List<Added>> after(SqlClient db, long position) {
    return db.preparedQuery(
            """
            SELECT position, merged_id, into_id, effective_at FROM candidate_merge WHERE position > $1 ORDER BY position
            """)
        .execute(Tuple.of(position))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new Added(
                        row.getLong(0),
                        new Merge(
                            row.getUUID(1), row.getUUID(2), row.getOffsetDateTime(3).toInstant())))
                .toList());
  }
}
