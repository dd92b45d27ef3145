package vn.baodanh.payment;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import vn.baodanh.kit.Metrics;
import vn.baodanh.kit.Service;

/**
 * Runs the payment adapter until it is told to stop. Configuration comes from the environment; the
 * README lists it.
 */
public final class PaymentAdapter {
  private PaymentAdapter() {}

  public static void main(String[] arguments) {
    try {
      run(PaymentSettings.of(System.getenv()));
    } catch (RuntimeException e) {
      Service.die(e);
    }
  }

  private static void run(PaymentSettings settings) {
    Metrics metrics = new Metrics();
    Vertx vertx = metrics.vertx(settings.eventLoops());
    Service service = new Service("payment-adapter", vertx, settings.drain());
    AtomicReference<Payment> running = new AtomicReference<>();
    service
        .step(
            "payment",
            () ->
                Service.onThreadOfItsOwn(() -> {
                  running.set(new Payment(vertx, metrics, settings, Clock.systemUTC(), service));
                  return null;
                }),
            () ->
                Service.onThreadOfItsOwn(() -> {
                  running.get().close();
                  return null;
                }))
        .run(() ->
            Map.of(
                "port", running.get().port(),
                "managementPort", running.get().managementPort()));
  }
}
