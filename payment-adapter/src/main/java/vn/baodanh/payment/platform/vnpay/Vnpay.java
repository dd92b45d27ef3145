package vn.baodanh.payment.platform.vnpay;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
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
import vn.baodanh.payment.platform.Secrets;
import vn.baodanh.payment.platform.WayBack;

/** VNPAY PAY 2.1.0. */
public final class Vnpay implements Platform {
  static final String NAME = "vnpay";

  private final VnpaySettings settings;
  private final Secrets secrets;
  private final Inbox inbox;
  private final PlatformClient client;
  private final Api api;

  public Vnpay(Vertx vertx, VnpaySettings settings, Inbox inbox, Clock clock) {
    this.settings = settings;
    this.secrets = Secrets.sha512(settings.secret(), settings.otherSecret());
    this.inbox = inbox;
    this.client = new PlatformClient(vertx, NAME, settings.patience());
    this.api =
        new Api(
            settings, secrets, client, clock, () -> UUID.randomUUID().toString().replace("-", ""));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isAway() {
    return client.isAway();
  }

  /** It is told until when, and takes nothing later. */
  @Override
  public Instant lastsUntil(Instant from, Instant wanted) {
    return wanted;
  }

  @Override
  public Future<String> address(Order order, Payer payer) {
    return Future.succeededFuture(PayAddress.of(order, payer, settings, secrets));
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
        "vnpayIpn", new VnpayIpn(settings.tmnCode(), secrets, inbox),
        "vnpayReturn", new VnpayReturn(secrets, new WayBack(settings.after())));
  }
}
