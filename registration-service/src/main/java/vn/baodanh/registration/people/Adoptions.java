package vn.baodanh.registration.people;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.UUID;

/**
 * Candidates who were known by a document alone become the account's for which the portal names it.
 * In effect 5 s later, as any merge.
 */
final class Adoptions {
  private final Pool pool;

  Adoptions(Pool pool) {
    this.pool = pool;
  }

  /**
   * Looks whether something was filed under a document of one of these accounts before it was
   * known.
   */
  Future<Void> adopt(Collection<UUID> accounts) {
    UUID[] ids = accounts.toArray(UUID[]::new);
    return waiting(ids)
        .compose(some ->
            some
                ? pool.withTransaction(tx -> Merges.alone(tx).compose(alone -> add(tx, ids)))
                : Future.succeededFuture());
  }

  private Future<Boolean> waiting(UUID[] accounts) {
    return pool.preparedQuery(
            """
            SELECT EXISTS (
              SELECT FROM identity_document d JOIN entered_candidate e USING (kind, number)
              WHERE d.candidate_id = ANY ($1) AND d.source = 'portal' AND e.candidate_id <> d.candidate_id
                AND NOT EXISTS (SELECT FROM candidate_merge m WHERE m.merged_id = e.candidate_id))
            """)
        .execute(Tuple.of(accounts))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Of several accounts with the document the first is taken, and never one that leads back. */
  private static Future<Void> add(SqlClient tx, UUID[] accounts) {
    return tx.preparedQuery(
            """
            INSERT INTO candidate_merge (merged_id, into_id, effective_at)
            SELECT DISTINCT ON (e.candidate_id) e.candidate_id, d.candidate_id, now() + interval '5 seconds'
            FROM identity_document d JOIN entered_candidate e USING (kind, number)
            WHERE d.candidate_id = ANY ($1) AND d.source = 'portal' AND NOT EXISTS (
              WITH RECURSIVE up (id) AS (
                SELECT d.candidate_id UNION SELECT m.into_id FROM up JOIN candidate_merge m ON m.merged_id = up.id)
              SELECT FROM up WHERE up.id = e.candidate_id)
            ORDER BY e.candidate_id, d.candidate_id
            ON CONFLICT (merged_id) DO NOTHING
            """)
        .execute(Tuple.of(accounts))
        .mapEmpty();
  }
}
