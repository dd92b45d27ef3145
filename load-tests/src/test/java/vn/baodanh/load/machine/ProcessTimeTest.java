package vn.baodanh.load.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProcessTimeTest {
  @Test
  void timeOfEndedChildrenIsCounted() throws IOException, InterruptedException {
    var burn = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
    var shell = new ProcessBuilder("sh", "-c", "( " + burn + " ); echo done; sleep 60").start();
    try {
      assertEquals("done", shell.inputReader().readLine());
      TimeUnit.MILLISECONDS.sleep(50);
      var used = ProcessTime.of(shell.pid());
      assertTrue(used.compareTo(Duration.ofMillis(30)) > 0, "used " + used);
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }
}
