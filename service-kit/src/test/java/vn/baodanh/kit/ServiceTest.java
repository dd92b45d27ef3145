package vn.baodanh.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceTest {

  private final List<String> events = new ArrayList<>();
  private final Service service = new Service("kit", Vertx.vertx(), Duration.ofSeconds(5));

  @Test
  void stepsStartInOrderAndStopInReverse() throws Exception {
    service.step("a", note("+a"), note("-a")).step("b", note("+b"), note("-b"));
    assertEquals(Optional.of("starting"), service.fault());
    service.start().await(5, SECONDS);
    assertEquals(Optional.empty(), service.fault());
    service.stop().await(5, SECONDS);
    assertEquals(List.of("+a", "+b", "-b", "-a"), events);
    assertEquals(Optional.of("draining"), service.fault());
  }

  @Test
  void aStepThatCannotStartIsNamedAndOnlyThoseBeforeAreStopped() throws Exception {
    service
        .step("a", note("+a"), note("-a"))
        .step("b", () -> Future.failedFuture("no room"), note("-b"))
        .step("c", note("+c"), note("-c"));
    var fault = assertThrows(IllegalStateException.class, () -> service.start().await(5, SECONDS));
    assertEquals("b: no room", fault.getMessage());
    service.stop().await(5, SECONDS);
    assertEquals(List.of("+a", "-a"), events);
  }

  @Test
  void aStepThatThrowsIsAStepThatFails() {
    service.step(
        "a",
        () -> {
          throw new IllegalArgumentException("bad");
        },
        note("-a"));
    assertThrows(IllegalStateException.class, () -> service.start().await(5, SECONDS));
  }

  @Test
  void oneThatDoesNotStopDoesNotKeepTheOthersFromIt() throws Exception {
    service
        .step("a", note("+a"), note("-a"))
        .step("b", note("+b"), () -> Future.failedFuture("stuck"));
    service.start().await(5, SECONDS);
    service.stop().await(5, SECONDS);
    assertEquals(List.of("+a", "+b", "-a"), events);
  }

  @Test
  void whileAStepStopsTheServiceIsDraining() throws Exception {
    Promise<Void> slow = Promise.promise();
    service.step("a", note("+a"), slow::future);
    service.start().await(5, SECONDS);
    var stopped = service.stop();
    assertTrue(service.isDraining());
    assertFalse(stopped.isComplete());
    slow.complete();
    stopped.await(5, SECONDS);
  }

  @Test
  void aProcessToldToEndWaitsForItsDrain() throws Exception {
    var process = process("drains", 5_000);
    assertEquals(
        "{\"event\":\"started\",\"service\":\"kit\",\"port\":7}", process.inputReader().readLine());
    process.toHandle().destroy();
    assertTrue(process.waitFor(30, SECONDS));
    assertEquals("drained", process.inputReader().readLine());
    assertTrue(Set.of(0, 143).contains(process.exitValue()), "ended as told");
  }

  @Test
  void aProcessWhoseDrainHangsEndsAllTheSame() throws Exception {
    Quickest.isUnder(
        Duration.ofSeconds(5),
        () -> {
          var process = process("hangs", 500);
          process.inputReader().readLine();
          long told = System.nanoTime();
          process.toHandle().destroy();
          assertTrue(process.waitFor(30, SECONDS));
          return System.nanoTime() - told;
        });
  }

  @Test
  void aProcessThatCannotStartSaysWhyInOneLine() throws Exception {
    var process = process("fails", 5_000);
    assertTrue(process.waitFor(60, SECONDS));
    assertEquals(1, process.exitValue());
    assertEquals(List.of("Cannot go on: port: taken"), process.errorReader().lines().toList());
  }

  private static Process process(String how, int drainMs) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var flags =
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    var command = new ArrayList<>(List.of(java, "-cp", classPath));
    command.addAll(flags);
    command.addAll(List.of(Life.class.getName(), how, Integer.toString(drainMs)));
    return new ProcessBuilder(command).start();
  }

  /** A process with one step. */
  static final class Life {
    private Life() {}

    public static void main(String[] args) {
      var vertx = Vertx.vertx();
      new Service("kit", vertx, Duration.ofMillis(Integer.parseInt(args[1])))
          .step("port", () -> start(args[0]), () -> stop(vertx, args[0]))
          .run(() -> Map.of("port", 7));
    }

    private static Future<?> start(String how) {
      return how.equals("fails") ? Future.failedFuture("taken") : Future.succeededFuture();
    }

    private static Future<?> stop(Vertx vertx, String how) {
      return how.equals("hangs")
          ? Promise.promise().future()
          : vertx
              .timer(300, java.util.concurrent.TimeUnit.MILLISECONDS)
              .onSuccess(done -> System.out.println("drained"));
    }
  }

  private java.util.function.Supplier<Future<?>> note(String event) {
    return () -> {
      events.add(event);
      return Future.succeededFuture();
    };
  }
}
