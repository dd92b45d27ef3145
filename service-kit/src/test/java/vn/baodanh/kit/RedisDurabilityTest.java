package vn.baodanh.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions are taken; its settings are asked of real servers in {@link RedisIT}. */
class RedisDurabilityTest {
  @ParameterizedTest
  @ValueSource(strings = {"7.0.15", "7.2.4", "8.0.1", "10.0.0"})
  void aRedisSince7IsTaken(String version) {
    assertEquals(Optional.empty(), RedisDurability.versionFault(info(version)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.2.14", "6.0.16", "2.8.0", "70", "07.1"})
  void anotherIsRefusedByItsVersion(String version) {
    assertEquals(
        Optional.of("redis_version is " + version + ", at least 7 is needed"),
        RedisDurability.versionFault(info(version)));
  }

  @Test
  void aServerThatDoesNotSayWhatItIsIsRefused() {
    assertEquals(
        Optional.of("redis_version is unknown, at least 7 is needed"),
        RedisDurability.versionFault("# Server\r\nos:Linux\r\n"));
  }

  private static String info(String version) {
    return "# Server\r\nredis_version:" + version + "\r\nredis_mode:standalone\r\n";
  }
}
