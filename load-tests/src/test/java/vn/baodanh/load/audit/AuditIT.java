package vn.baodanh.load.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.local.PostgresStore;

/** The audit finds each kind of damage, and none where there is none. */
final class AuditIT {
  private static final UUID CANDIDATE = new UUID(1, 1);
  private static final String CONTENT = "BKA/IT1\n";
  private static PostgresStore postgres;
  private static String url;

  private final AnswerLog log = new AnswerLog();

  @BeforeAll
  static void startDatabase() throws SQLException, IOException {
    postgres = PostgresStore.temporary();
    postgres.createDatabase("registration");
    url = postgres.jdbcUrl("registration_owner", "registration");
    try (var migration = AuditIT.class.getResourceAsStream("/db/migration/V1__spine.sql")) {
      execute(new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  private static final String LIST =
      "INSERT INTO current_filing (candidate_id, kind, last_order_us, order_us, partition, seq,"
          + " filing_id, content)";

  /** Two filings of one candidate and what the client was told of them: all is well. */
  @BeforeEach
  void fileTwice() throws SQLException {
    execute("TRUNCATE filing_journal, current_filing");
    record(id(1), 1, 100, 1, CONTENT);
    record(id(2), 2, 200, 1, CONTENT);
    execute(
        LIST
            + " VALUES ('%s', 1, 200, 200, 0, 2, '%s', '%s')".formatted(CANDIDATE, id(2), CONTENT));
    tell(id(1), 100, Outcome.UNKNOWN);
    tell(id(2), 200, Outcome.APPLIED);
  }

  @Test
  void nothingIsFoundWhereAllIsWell() throws SQLException {
    var findings = check();
    assertTrue(findings.clean(), findings::toString);
    assertEquals(2, findings.accepted());
    assertEquals(2, findings.count(Outcome.APPLIED));
  }

  @Test
  void anAcceptedFilingThatIsNotInTheJournalIsLost() throws SQLException {
    tell(id(3), 300, Outcome.UNKNOWN);
    assertEquals(1, check().lost());
  }

  @Test
  void oneRequestRecordedUnderTwoIdsIsDuplicated() throws SQLException {
    var sameRequest = new UUID(id(2).getMostSignificantBits(), 99);
    record(sameRequest, 3, 150, 3, CONTENT);
    tell(sameRequest, 150, Outcome.UNKNOWN);
    assertEquals(1, check().duplicated());
  }

  @Test
  void aFilingRecordedThoughNobodyWasToldIsUnannouncedUnlessAnAnswerIsMissing()
      throws SQLException {
    record(id(3), 3, 150, 3, CONTENT);
    assertEquals(1, check().unannounced());
    log.neverAnswered();
    assertEquals(0, check().unannounced());
  }

  @Test
  void anotherTimeOrOutcomeThanToldIsInconsistent() throws SQLException {
    execute("UPDATE filing_journal SET received_us = received_us + 1 WHERE seq = 1");
    assertEquals(1, check().inconsistent());
    execute("UPDATE filing_journal SET received_us = received_us - 1 WHERE seq = 1");
    execute("UPDATE filing_journal SET outcome = 2 WHERE seq = 2");
    assertEquals(2, check().inconsistent(), "told otherwise, and not what the list says");
  }

  @Test
  void contentThatIsNotWhatTheDigestIsOfIsInconsistent() throws SQLException {
    execute("UPDATE filing_journal SET content = 'BKA/IT2\n' WHERE seq = 1");
    assertEquals(1, check().inconsistent());
  }

  @Test
  void aListThatIsNotTheLastAppliedFilingIsInconsistent() throws SQLException {
    execute("UPDATE current_filing SET filing_id = '%s', order_us = 100".formatted(id(1)));
    assertEquals(1, check().inconsistent());
    execute("DELETE FROM current_filing");
    assertEquals(1, check().inconsistent());
  }

  @Test
  void anEarlierFilingAppliedOverALaterOneIsInconsistent() throws SQLException {
    execute("UPDATE filing_journal SET seq = 3 WHERE seq = 1");
    assertEquals(1, check().inconsistent());
  }

  @Test
  void aListWithoutAFilingIsInconsistent() throws SQLException {
    execute(LIST + " VALUES ('%s', 1, 200, 200, 0, 2, '%s', '')".formatted(new UUID(2, 2), id(2)));
    assertEquals(1, check().inconsistent());
  }

  @Test
  void anExamRegistrationIsHeldAgainstTheOneThatCounts() throws SQLException {
    execute("UPDATE filing_journal SET kind = 2 WHERE seq = 1");
    assertEquals(2, check().inconsistent(), "the digest of another kind, and nothing that counts");
    execute(
        "UPDATE filing_journal SET digest = sha256(convert_to('exam-registration' || chr(10),"
            + " 'UTF8') || content) WHERE seq = 1");
    execute(
        LIST
            + " SELECT candidate_id, 2, 100, 100, 0, 1, filing_id, content FROM filing_journal"
            + " WHERE seq = 1");
    var findings = check();
    assertEquals(1, findings.inconsistent(), "told another digest: " + findings);
  }

  @Test
  void twoAnswersToOneRequestThatDifferAreInconsistent() throws SQLException {
    tell(id(1), 101, Outcome.UNKNOWN);
    assertEquals(1, check().inconsistent());
  }

  private Findings check() throws SQLException {
    return new Audit(url).check(log, Instant.EPOCH);
  }

  private static UUID id(int number) {
    return new UUID(number, number);
  }

  private void tell(UUID filing, long orderUs, Outcome outcome) {
    log.accepted(new Accepted(filing, CANDIDATE, orderUs, orderUs, digest(CONTENT), outcome));
  }

  private static byte[] digest(String content) {
    return PreferenceList.sha256(("preferences\n" + content).getBytes(StandardCharsets.UTF_8));
  }

  private static void record(UUID filing, long seq, long orderUs, int outcome, String content)
      throws SQLException {
    var insert =
        """
        INSERT INTO filing_journal (partition, seq, head_number, order_us, received_us, expected_us,
          recorded_us, filing_id, candidate_id, kind, outcome, lane, digest, salt, content, source)
        VALUES (0, ?, 1, ?, ?, 0, ?, ?, ?, 1, ?, 1, ?, '', ?, '')
        """;
    try (var database = database();
        var statement = database.prepareStatement(insert)) {
      statement.setLong(1, seq);
      statement.setLong(2, orderUs);
      statement.setLong(3, orderUs);
      statement.setLong(4, orderUs);
      statement.setObject(5, filing);
      statement.setObject(6, CANDIDATE);
      statement.setInt(7, outcome);
      statement.setBytes(8, digest(content));
      statement.setBytes(9, content.getBytes(StandardCharsets.UTF_8));
      statement.execute();
    }
  }

  private static void execute(String sql) throws SQLException {
    try (var database = database();
        var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection database() throws SQLException {
    return DriverManager.getConnection(url);
  }
}
