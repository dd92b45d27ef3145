package vn.baodanh.payment.platform.momo;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import vn.baodanh.payment.platform.Answer;
import vn.baodanh.payment.platform.Inbox;
import vn.baodanh.payment.platform.Order;
import vn.baodanh.payment.platform.Payer;
import vn.baodanh.payment.platform.Platform;
import vn.baodanh.payment.platform.PlatformClient;
import vn.baodanh.payment.platform.RefundAnswer;
import vn.baodanh.payment.platform.RefundRequest;
import vn.baodanh.payment.platform.WayBack;

/** MoMo v2: payments by wallet ({@code captureWallet}). */
public final class Momo implements Platform {
  static final String NAME = "momo";
  private static final String IPN = "momoIpn";
  private static final String RETURN = "momoReturn";

  /** MoMo's own time for an address that a payer is sent to; nobody else chooses it. */
  private static final Duration LASTS = Duration.ofMinutes(100);

  private final MomoSettings settings;
  private final MomoSignature signature;
  private final Inbox inbox;
  private final PlatformClient client;
  private final MomoApi api;

  public Momo(Vertx vertx, MomoSettings settings, Inbox inbox, Clock clock) {
    this.settings = settings;
    this.signature = new MomoSignature(settings);
    this.inbox = inbox;
    this.client = new PlatformClient(vertx, NAME, settings.patience());
    this.api = new MomoApi(settings, signature, client, clock, () -> UUID.randomUUID().toString());
  }

  /** Its operations of the contract where there is no contract with MoMo: nothing is there. */
  public static Map<String, Handler<RoutingContext>> notInUse() {
    Handler<RoutingContext> nothing = ctx -> ctx.fail(404);
    return Map.of(IPN, nothing, RETURN, nothing);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isAway() {
    return client.isAway();
  }

  @Override
  public Instant lastsUntil(Instant from, Instant wanted) {
    return from.plus(LASTS);
  }

  @Override
  public Future<String> address(Order order, Payer payer) {
    return api.create(order, payer);
  }

  @Override
  public Future<Answer> ask(Order order) {
    return api.ask(order);
  }

  @Override
  public Future<RefundAnswer> refund(RefundRequest request) {
    return api.refund(request);
  }

  @Override
  public Map<String, Handler<RoutingContext>> handlers() {
    return Map.of(
        IPN, new MomoIpn(settings.partnerCode(), signature, inbox),
        RETURN, new MomoReturn(signature, new WayBack(settings.after())));
  }
}
