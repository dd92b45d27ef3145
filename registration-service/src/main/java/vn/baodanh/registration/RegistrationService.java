package vn.baodanh.registration;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import vn.baodanh.kit.Metrics;
import vn.baodanh.kit.Service;

/**
 * Runs the registration service until it is told to stop. Configuration comes from the environment;
 * the README lists it.
 */
public final class RegistrationService {
  private RegistrationService() {}

  public static void main(String[] arguments) {
    try {
      run(RegistrationSettings.of(System.getenv()));
    } catch (RuntimeException e) {
      Service.die(e);
    }
  }

  private static void run(RegistrationSettings settings) {
    Metrics metrics = new Metrics();
    Vertx vertx = metrics.vertx(settings.eventLoops());
    Service service = new Service("registration-service", vertx, settings.drain());
    AtomicReference<Registration> running = new AtomicReference<>();
    service
        .step(
            "registration",
            () ->
                Service.onThreadOfItsOwn(() -> {
                  running.set(
                      new Registration(vertx, metrics, settings, Clock.systemUTC(), service));
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
