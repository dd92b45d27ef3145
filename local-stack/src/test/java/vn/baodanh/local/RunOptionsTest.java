package vn.baodanh.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunOptionsTest {
  @Test
  void without_options_two_thousand_play_on_temporary_data_and_it_stays_up() {
    var options = RunOptions.of(new String[0], Map.of());
    assertEquals(new RunOptions(Optional.empty(), true, false, 2_000, 2026, 18080), options);
  }

  @Test
  void every_option_is_taken() {
    var line = "--data /srv/x/../d --no-demo --exit --candidates 7 --seed 8 --port 20000";
    var options = RunOptions.of(line.split(" "), Map.of("BAODANH_PORT", "30000"));
    assertEquals(Optional.of(Path.of("/srv/d")), options.data());
    assertFalse(options.demo());
    assertTrue(options.exit());
    assertEquals(7, options.candidates());
    assertEquals(8, options.seed());
    assertEquals(20_000, options.apiPort());
    assertEquals(20_004, options.redisPort());
  }

  @Test
  void the_port_of_the_environment_is_taken_where_none_is_given() {
    var options = RunOptions.of(new String[0], Map.of("BAODANH_PORT", "30000"));
    assertEquals(30_000, options.apiPort());
  }

  @Test
  void what_cannot_be_used_is_named() {
    assertFault("Unknown option --fast; see ./run --help", "--fast");
    assertFault("--data needs a value; see ./run --help", "--data");
    assertFault("--candidates: a number from 1 to 1000000 is expected, not 0", "--candidates", "0");
    assertFault("--seed: a number from 0 to 9223372036854775807 is expected, not x", "--seed", "x");
  }

  private static void assertFault(String message, String... line) {
    var fault = assertThrows(LocalFault.class, () -> RunOptions.of(line, Map.of()));
    assertEquals(message, fault.getMessage());
  }
}
