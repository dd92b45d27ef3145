package vn.baodanh.payment.platform;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;

/**
 * A payment platform. Every call may be repeated. A Future that fails says that there was no answer
 * in time, or none that can be believed.
 */
public interface Platform {
  /** As in requests, rows and the ledger's accounts: {@code vnpay}. */
  String name();

  /** Whether it fails so often that it is not asked for the moment. */
  boolean isAway();

  /**
   * Until when a payer who is sent there now can pay, in whole seconds.
   *
   * @param from now
   * @param wanted until when it should be; not every platform lets us choose
   */
  Instant lastsUntil(Instant from, Instant wanted);

  /** Where to send the payer. The order must be kept before. */
  Future<String> address(Order order, Payer payer);

  /** Asks what became of an order. */
  Future<Answer> ask(Order order);

  /** Asks to send money back. The request must be kept before. */
  Future<RefundAnswer> refund(RefundRequest request);

  /**
   * The operations of the contract that are this platform's own: notifications, and the way back.
   */
  Map<String, Handler<RoutingContext>> handlers();
}
