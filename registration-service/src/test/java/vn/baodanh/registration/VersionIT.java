package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A device that does not know the newest list is refused, and never overwrites it. */
class VersionIT {
  private static final int RACES = 300;
  private static final int AT_ONCE = 25;

  private static Stack stack;
  private static Node a;
  private static Node b;

  @BeforeAll
  static void start() {
    stack = new Stack("version_it");
    a = stack.node();
    b = stack.node();
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void aFilingWithoutVersionIsRefused() {
    a.of("anna").fileWithoutVersion("key-00000001", Lists.ONE).expect(428, "version-required");
    for (String unusable : List.of("0", "*", "W/\"0\"", "\"0\", \"1\"", "\"-1\"", "\"01\"", "")) {
      a.of("anna")
          .fileWithoutVersion("key-00000001", Lists.ONE, "If-Match", unusable)
          .expect(400, "header-invalid");
    }
    assertEquals("none", a.of("anna").current().text("status"));
  }

  @Test
  void aStaleDeviceIsToldTheNewestVersionBeforeAndAfterItIsRecorded() {
    Device phone = a.of("binh");
    Device computer = phone.at(b);
    Answer first = phone.file("key-00000001", 0, Lists.ONE).expect(202);
    assertStale(first, computer.file("key-00000002", 0, Lists.OTHER));
    Stack.eventually("recorded", () -> phone.current().text("status").equals("recorded"));
    assertStale(first, computer.file("key-00000003", first.version() - 1, Lists.OTHER));
    Answer second = computer.file("key-00000004", first.version(), Lists.OTHER).expect(202);
    assertTrue(second.version() > first.version());
    assertStale(second, phone.file("key-00000005", first.version(), Lists.ONE));
  }

  private static void assertStale(Answer newest, Answer refused) {
    refused.expect(412, "stale-version");
    assertEquals(Long.toString(newest.version()), refused.text("currentVersion"));
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    long inAnHour = (System.currentTimeMillis() + 3_600_000) * 1_000;
    a.of("chi").file("key-00000001", inAnHour, Lists.ONE).expect(412, "stale-version");
  }

  @Test
  void ofTwoDevicesWithTheSameVersionAtTheSameInstantExactlyOneIsTaken() {
    for (int from = 0; from < RACES; from += AT_ONCE) {
      List<Race> races = new ArrayList<>();
      for (int i = from; i < from + AT_ONCE; i++) {
        races.add(Race.start("race-" + i));
      }
      List<Race> second = races.stream().map(race -> race.again("key-2")).toList();
      second.stream().map(race -> race.again("key-3")).forEach(Race::winner);
    }
    Stack.eventually(
        "all recorded",
        () ->
            3 * RACES
                == stack.count(
                    "SELECT count(*) FROM filing_journal WHERE content IN ('BKA/IT1\\012',"
                        + " 'BKA/IT2\\012BKA/IT1\\012') AND outcome = 1 AND candidate_id <> '"
                        + stack.candidate("binh")
                        + "'"));
  }

  private record Race(
      Device device, CompletableFuture<Answer> phone, CompletableFuture<Answer> computer) {

    static Race start(String candidate) {
      return from(a.of(candidate), "key-1", 0);
    }

    private static Race from(Device device, String key, long version) {
      return new Race(
          device,
          device.sendFiling(key + "-phone", version, Lists.ONE),
          device.at(b).sendFiling(key + "-computer", version, Lists.OTHER));
    }

    /** A race from the version that won this one. */
    Race again(String key) {
      return from(device, key, winner().version());
    }

    Answer winner() {
      boolean phoneWon = phone.join().status() == 202;
      Answer won = (phoneWon ? phone : computer).join().expect(202);
      assertStale(won, (phoneWon ? computer : phone).join());
      return won;
    }
  }
}
