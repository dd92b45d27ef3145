package vn.baodanh.registration.audit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import vn.baodanh.registration.person.Actor;

/** Writes down what staff did, in the transaction in which it is done. */
public final class Audit {
  private Audit() {}

  /**
   * Adds one row.
   *
   * @param tx the connection whose transaction makes the change, or any for what was only looked at
   * @param action what was done, as {@code proposal.approve}
   * @param object to what: a stable id or code, never a name or an identity number
   * @param details before and after, as far as they say no more than they must of a person
   */
  public static Future<Void> add(
      SqlClient tx, Actor by, String action, String object, JsonObject details) {
    return tx.preparedQuery(
            """
            INSERT INTO audit (actor, role, organisation, action, object, details, request_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """)
        .execute(
            Tuple.of(
                by.personId(),
                by.role().text(),
                by.organisation(),
                action,
                object,
                details,
                by.requestId()))
        .mapEmpty();
  }
}
