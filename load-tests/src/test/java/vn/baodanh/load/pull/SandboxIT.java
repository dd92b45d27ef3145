package vn.baodanh.load.pull;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.machine.Machine;

/** A trial filled for universities: their programs pull generated applicants from it. */
final class SandboxIT {
  private static final int CANDIDATES = 400;

  @Test
  void aUniversityPullsGeneratedApplicantsOfATrial(@TempDir Path directory)
      throws IOException, SQLException, InterruptedException {
    try (var machine = Machine.start(directory, Map.of("TRIAL", "true"));
        var table = new FeedTable(machine.jdbcUrl())) {
      var said = Sandbox.fill(machine.jdbcUrl(), CANDIDATES);
      assertTrue(said.startsWith("400 candidates with "), said);
      var again =
          assertThrows(
              IllegalStateException.class, () -> Sandbox.fill(machine.jdbcUrl(), CANDIDATES));
      assertTrue(again.getMessage().startsWith("Somebody has filed there"), again::getMessage);

      var institution = table.largest();
      var officer = new Crowd("officer");
      var mint = machine.portal().mint();
      table.grant(Crowd.id(mint.issuer(), officer.subject(0)), officer.subject(0), institution);
      var token = new String(mint.tokens(officer, 0, 1, Instant.now())[0], ISO_8859_1);
      try (var reader = new Reader(machine.api(), institution, token)) {
        var pulled = PullBench.firstPull(reader);
        assertTrue(pulled.lines() > CANDIDATES / 20, pulled::toString);
        assertEquals(0, reader.pull().lines());
      }
    }
  }

  @Test
  void nothingIsPutIntoWhatIsNoTrial(@TempDir Path directory) throws IOException {
    try (var machine = Machine.start(directory, Map.of())) {
      var refused =
          assertThrows(
              IllegalStateException.class, () -> Sandbox.fill(machine.jdbcUrl(), CANDIDATES));
      assertEquals(
          "The database is not one of a trial; nothing was put there", refused.getMessage());
    }
  }
}
