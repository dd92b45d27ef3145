package vn.baodanh.payment.ledger;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.export.Exports;

/** Shows each account of the ledger with what was taken from it and given to it. */
public final class ListAccounts implements Handler<RoutingContext> {
  private final Pool pool;

  public ListAccounts(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Exports.list(ctx, "accounts", all -> accounts(), "account", "debit", "credit");
  }

  /** All at once: there are a few hundred. */
  private Future<JsonObject> accounts() {
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT account, sum(debit)::bigint, sum(credit)::bigint FROM (
                      SELECT debit AS account, amount AS debit, 0 AS credit FROM ledger_entry
                      UNION ALL SELECT credit, 0, amount FROM ledger_entry) AS side
                    GROUP BY account ORDER BY account COLLATE "C"
                    """)
                .execute())
        .map(rows -> {
          JsonArray accounts = new JsonArray();
          rows.forEach(row ->
              accounts.add(
                  new JsonObject()
                      .put("account", row.getString(0))
                      .put("debit", row.getLong(1))
                      .put("credit", row.getLong(2))));
          return new JsonObject().put("accounts", accounts);
        });
  }
}
