package vn.baodanh.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @Test
  void a_kept_directory_belongs_to_one_run_at_a_time(@TempDir Path directory) throws IOException {
    var kept = directory.resolve("data");
    try (var _ = RunDirectory.open(Optional.of(kept))) {
      var fault = assertThrows(LocalFault.class, () -> RunDirectory.open(Optional.of(kept)));
      assertTrue(fault.getMessage().contains("in use"), fault.getMessage());
    }
    try (var again = RunDirectory.open(Optional.of(kept))) {
      assertFalse(again.isTemporary());
    }
    assertTrue(Files.exists(kept));
  }

  @Test
  void a_temporary_directory_is_gone_afterwards() throws IOException {
    Path directory;
    try (var data = RunDirectory.open(Optional.empty())) {
      directory = data.directory();
      Files.writeString(directory.resolve("something"), "");
    }
    assertFalse(Files.exists(directory));
  }
}
