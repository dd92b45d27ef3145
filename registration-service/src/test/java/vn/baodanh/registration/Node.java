package vn.baodanh.registration;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import vn.baodanh.kit.Metrics;
import vn.baodanh.kit.ReadinessCheck;

/** A node of the service in this process, with threads and a clock of its own. */
final class Node implements AutoCloseable {
  final ShiftedClock clock = new ShiftedClock();
  final Vertx vertx;
  private final TestPortal portal;
  private final Registration registration;

  /**
   * @param clockOff by how much its clock is wrong
   */
  Node(TestPortal portal, Duration clockOff, Map<String, String> environment) {
    this.portal = portal;
    clock.shift(clockOff);
    var settings = RegistrationSettings.of(environment);
    var metrics = new Metrics();
    vertx = metrics.vertx(settings.eventLoops());
    try {
      registration = new Registration(vertx, metrics, settings, clock, new AlwaysReady());
    } catch (RuntimeException e) {
      vertx.close().await();
      throw e;
    }
  }

  private record AlwaysReady() implements ReadinessCheck {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public Optional<String> fault() {
      return Optional.empty();
    }
  }

  int port() {
    return registration.port();
  }

  /** A device of this person. */
  Device of(String subject) {
    return new Device(subject, portal.token(subject), port());
  }

  Answer readiness() {
    return Device.ask(registration.managementPort(), "/ready");
  }

  /** What it counts under this name, all labels together. */
  double counted(String metric) {
    return Device.ask(registration.managementPort(), "/metrics")
        .expect(200)
        .body()
        .lines()
        .filter(line -> line.matches(metric + "(\\{.*})? .*"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  boolean isReady() {
    return readiness().status() == 200;
  }

  @Override
  public void close() {
    registration.close();
    vertx.close().await();
  }
}
