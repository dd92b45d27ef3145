package vn.baodanh.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.baodanh.local.portal.PortalSimulator;

/** Starts the portal simulator as the service. */
@Timeout(60)
class ServiceProcessIT {
  @TempDir Path directory;
  private final int port = Ports.free();

  @Test
  void a_service_is_killed_paused_resumed_and_started_again() {
    try (var service = start("1")) {
      service.awaitReady(Duration.ofSeconds(20));
      var first = service.pid();

      service.pause();
      assertFalse(service.isReady());
      service.resume();
      service.awaitReady(Duration.ofSeconds(20));

      service.killHard();
      assertFalse(service.isAlive());
      assertTrue(ProcessHandle.of(first).isEmpty());

      service.restart();
      assertNotEquals(first, service.pid());
      assertTrue(service.stop());
      assertFalse(service.isAlive());
    }
  }

  @Test
  void a_service_that_ends_at_once_is_a_fault_with_its_last_line() {
    var fault = assertThrows(LocalFault.class, () -> start("none"));
    assertTrue(fault.getMessage().startsWith("portal did not start: "), fault.getMessage());
  }

  @Test
  void children_die_with_a_jvm_that_is_killed() throws Exception {
    var line = Files.createTempFile(directory, "pid", "");
    var launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                OneStore.class.getName())
            .redirectOutput(line.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertTrue(Await.until(Duration.ofSeconds(30), () -> read(line).endsWith("\n")));
    var store = Long.parseLong(read(line).strip());
    assertTrue(ProcessHandle.of(store).isPresent());

    launcher.destroyForcibly().waitFor();

    assertTrue(Await.until(Duration.ofSeconds(20), () -> ProcessHandle.of(store).isEmpty()));
  }

  /** Main of a JVM that starts a store and waits to be killed. */
  static final class OneStore {
    public static void main(String[] arguments) throws InterruptedException {
      System.out.println(RedisStore.temporary().pid());
      Thread.sleep(60_000);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServiceProcess start(String people) {
    var classPath = System.getProperty("java.class.path");
    var keys = directory.resolve("keys").toString();
    var portal =
        new Program(
            "portal",
            List.of("-cp", classPath),
            List.of(PortalSimulator.class.getName(), Integer.toString(port), keys, "7", people));
    var ready = URI.create("http://127.0.0.1:" + port + "/.well-known/openid-configuration");
    return ServiceProcess.start(portal, Map.of(), ready, directory.resolve("portal.log"));
  }
}
