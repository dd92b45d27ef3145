package vn.baodanh.registration.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.registration.person.Candidates;

/**
 * The operators of a new installation, and of one that has none left: named by its configuration,
 * for 30 days, in which they give one another proper grants.
 */
public final class FirstOperators {
  private static final Logger LOG = LoggerFactory.getLogger(FirstOperators.class);

  private FirstOperators() {}

  /**
   * Makes these people operators who may also approve, unless somebody is one now. Nodes that start
   * together do it once.
   *
   * @param issuer the portal
   * @param subjects its names for them
   */
  public static Future<Void> appoint(Pool pool, String issuer, Collection<String> subjects) {
    if (subjects.isEmpty()) {
      return Future.succeededFuture();
    }
    return pool.withTransaction(tx ->
        tx.query("SELECT FROM access_version FOR UPDATE")
            .execute()
            .compose(alone -> hasOperator(tx))
            .compose(has -> has ? Future.succeededFuture() : appoint(tx, issuer, subjects)));
  }

  private static Future<Boolean> hasOperator(SqlConnection tx) {
    return tx.query(
            """
            SELECT EXISTS (SELECT FROM staff_grant WHERE role = 'operator' AND ended_at IS NULL AND valid_until > now())
            """)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private static Future<Void> appoint(
      SqlConnection tx, String issuer, Collection<String> subjects) {
    List<Tuple> people =
        subjects.stream()
            .map(subject -> Tuple.of(Candidates.idOf(issuer, subject), subject))
            .toList();
    LOG.info("{} operators are appointed by configuration", people.size());
    return tx.preparedQuery(
            """
            WITH given AS (
              INSERT INTO staff_grant (person_id, subject, role, valid_from, valid_until, note)
              SELECT $1::uuid, $2::text, role, now(), now() + interval '30 days', 'by configuration'
              FROM unnest(ARRAY['operator', 'operator-approver']) AS role
              RETURNING id, person_id, role, valid_until)
            INSERT INTO audit (actor, role, organisation, action, object, details, request_id)
            SELECT $3::uuid, 'configuration', '', 'grant.give', id::text,
              jsonb_build_object('person', person_id, 'role', role, 'until', valid_until), ''
            FROM given
            """)
        .executeBatch(people.stream().map(one -> one.addUUID(new UUID(0, 0))).toList())
        .mapEmpty();
  }
}
