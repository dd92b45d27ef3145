package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Grounds;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.filing.PreferenceList;
import vn.baodanh.registration.recording.Recorder;

/**
 * A bad entry is set aside alone; whatever is no fault of data stops its partition and nothing
 * more.
 */
class PoisonIT {
  private static final int PARTITION = 2;
  private static final Grounds GROUNDS = new Grounds("2026.1", 1);
  private static final byte[] CONTENT = "BKA/IT1\n".getBytes(UTF_8);
  private static final byte[] OTHER = "BKA/IT2\n".getBytes(UTF_8);

  private Stack stack;
  private Node node;
  private int persons;

  @BeforeEach
  void start() {
    stack = new Stack("poison_it");
    node = stack.node("ROLES", "intake");
    stack.openWindow();
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  /** The id of another person of the partition that is poisoned here. */
  private UUID someone() {
    UUID candidate;
    do {
      candidate = stack.candidate("person-" + ++persons);
    } while (new Partitions(4).of(candidate) != PARTITION);
    return candidate;
  }

  private static Filing filing(UUID candidate, byte[] content, String source) {
    return filing(candidate, content, PreferenceList.digestOf(content), source);
  }

  private static Filing filing(UUID candidate, byte[] content, byte[] digest, String source) {
    UUID id = FilingId.of(candidate, Kind.PREFERENCES, "key-00000001", digest);
    return new Filing(id, candidate, Kind.PREFERENCES, 1_000, 0, digest, GROUNDS, content, source);
  }

  private static Object[] entry(byte[] filing) {
    return fields("o", text("1000"), "f", filing);
  }

  /** Names and values in turn. */
  private static Object[] fields(Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      namesAndValues[i] = text((String) namesAndValues[i]);
    }
    return namesAndValues;
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void whatPostgresOrTheReaderRefusesIsSetAsideAloneAndItsNeighboursAreRecorded() {
    Filing nul = filing(someone(), CONTENT, "10.0.0.1\u0000");
    byte[] cut = java.util.Arrays.copyOf(filing(someone(), CONTENT, "here").encode(), 60);
    byte[] longSource = filing(someone(), CONTENT, "x".repeat(200)).encode();
    byte[] future = filing(someone(), CONTENT, "here").encode();
    future[0] = 9;
    byte[] good = filing(someone(), CONTENT, "here").encode();
    List<Object[]> poison =
        List.of(
            entry(nul.encode()),
            entry(cut),
            entry(longSource),
            entry(future),
            entry(filing(someone(), text("no list"), "here").encode()),
            entry(filing(someone(), text("BKA/\u0000\n"), "here").encode()),
            entry(filing(someone(), OTHER, PreferenceList.digestOf(CONTENT), "here").encode()),
            entry(new byte[0]),
            fields("o", text("12\u0000"), "f", good),
            fields("o", text("1000")),
            fields("", new byte[0]),
            fields("?", text("?")),
            fields("b", text("w\u0000"), "c", text("1")));
    int neighbours = 0;
    String last;
    try (RedisClient redis = stack.redis()) {
      for (Object[] bad : poison) {
        redis.add(PARTITION, entry(filing(someone(), CONTENT, "here").encode()));
        redis.add(PARTITION, bad);
        neighbours++;
      }
      last = redis.add(PARTITION, entry(filing(someone(), CONTENT, "here").encode()));
    }
    int expected = neighbours + 1;
    try (LogWatch log = new LogWatch(Recorder.class)) {
      node = stack.node();
      Stack.eventually(
          "the partition goes on",
          () -> stack.text("SELECT last_id FROM partition WHERE id = " + PARTITION).equals(last));
      assertEquals(poison.size(), log.count("ERROR"));
    }
    assertEquals(expected, stack.journal().size());
    assertEquals(poison.size(), stack.count("SELECT count(*) FROM filing_set_aside"));
    assertEquals(
        List.of(List.of(nul.id().toString(), nul.candidate().toString(), "1000")),
        stack.rows(
            "SELECT filing_id, candidate_id, order_us FROM filing_set_aside WHERE filing_id IS NOT"
                + " NULL"));
    Stack.eventually(
        "projected", () -> stack.count("SELECT count(*) FROM application_change_each") == expected);
    JournalAudit.check(stack);
  }

  @Test
  void aRefusalThatIsNoFaultOfDataStopsThePartitionAndSetsNothingAside() {
    stack.execute("REVOKE INSERT ON log_head FROM registration");
    stack.node();
    Device device = node.of("anna");
    Answer kept = device.file("key-00000001", 0, Lists.ONE).expect(202);
    try (LogWatch log = new LogWatch(Recorder.class)) {
      Stack.eventually("it stops and tries again", () -> log.count("42501") >= 3);
    }
    assertEquals(Map.of(), stack.journal());
    assertEquals(0, stack.count("SELECT count(*) FROM filing_set_aside"));
    Stack.eventually("who takes filings is ready", node::isReady);
    stack.execute("GRANT INSERT ON log_head TO registration");
    stack.awaitRecordedOnce(List.of(kept));
    JournalAudit.check(stack);
  }

  /**
   * Two filings of one candidate under one id, with different bodies: nobody but a forger makes
   * that.
   */
  @Test
  void aForgedTwinIsSetAsideAndTheFirstStays() {
    UUID candidate = someone();
    Filing first = filing(candidate, CONTENT, "here");
    Filing twin =
        new Filing(
            first.id(),
            candidate,
            Kind.PREFERENCES,
            2_000,
            1_000,
            PreferenceList.digestOf(OTHER),
            GROUNDS,
            OTHER,
            "there");
    try (RedisClient redis = stack.redis()) {
      redis.add(PARTITION, entry(first.encode()));
      redis.add(PARTITION, fields("o", text("2000"), "f", twin.encode()));
      redis.add(PARTITION, entry(filing(someone(), CONTENT, "here").encode()));
    }
    node = stack.node();
    Stack.eventually("recorded", () -> stack.journal().size() == 2);
    assertEquals(1, stack.count("SELECT count(*) FROM filing_set_aside"));
    assertEquals(
        ByteBuffer.wrap(CONTENT),
        ByteBuffer.wrap(
            java.util.HexFormat.of()
                .parseHex(
                    stack.text(
                        "SELECT encode(content, 'hex') FROM filing_journal WHERE filing_id = '%s'"
                            .formatted(first.id())))));
    JournalAudit.check(stack);
  }
}
