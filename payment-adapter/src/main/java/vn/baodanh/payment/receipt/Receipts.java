package vn.baodanh.payment.receipt;

import io.vertx.core.Deployable;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Map;
import vn.baodanh.payment.work.Loop;

/** Receipts, wired: they get their numbers, are shown, and can be checked. */
public final class Receipts {
  private final Pool pool;
  private final ReceiptSettings settings;
  private final Numbering numbering;

  public Receipts(Pool pool, ReceiptSettings settings, Clock clock) {
    this.pool = pool;
    this.settings = settings;
    this.numbering = new Numbering(pool, clock);
  }

  /** To be deployed on virtual threads. */
  public Deployable verticle() {
    return new Loop("receipts", settings.interval(), numbering::numberAll);
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "getReceipt", new ShowReceipt(pool, numbering, settings),
        "checkReceipt", new CheckReceipt(pool));
  }
}
