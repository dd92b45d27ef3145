package vn.baodanh.load.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * Holds what clients were told, of lists and exam registrations, against the journal and the
 * current state in Postgres.
 */
public final class Audit {
  /**
   * A candidate's journal and what counts side by side; what is of one candidate and kind comes
   * together, in the order of filing.
   */
  private static final String JOURNAL =
      """
      SELECT j.filing_id, j.candidate_id, j.partition, j.seq, j.order_us, j.received_us, j.outcome,
             j.lane, j.digest, j.content, l.filing_id, l.order_us, l.content, j.kind
      FROM filing_journal j LEFT JOIN current_filing l ON (l.candidate_id, l.kind) = (j.candidate_id, j.kind)
      WHERE j.candidate_id IN (SELECT candidate_id FROM filing_journal WHERE received_us >= ?)
      ORDER BY j.candidate_id, j.kind, j.order_us, j.seq
      """;

  private static final String DOCUMENTS_WITHOUT_JOURNAL =
      """
      SELECT count(*) FROM current_filing c
      WHERE NOT EXISTS (SELECT FROM filing_journal j WHERE (j.candidate_id, j.kind) = (c.candidate_id, c.kind))
      """;

  private static final int ROWS_AT_ONCE = 5000;

  /** How the journal codes a filing that was recorded without the queue. */
  private static final int DIRECT = 2;

  /** What a row of current state says. */
  private record Current(UUID filingId, long orderUs, byte[] content) {}

  private final String jdbcUrl;

  /**
   * @param jdbcUrl with user and password, of a role that may read the journal
   */
  public Audit(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** Looks at everything ever filed by whoever filed since {@code since}. */
  public Findings check(AnswerLog log, Instant since) throws SQLException {
    var findings = new Findings();
    findings.accepted = log.size();
    log.contradictions().forEach(findings::inconsistent);
    long sinceUs = ChronoUnit.MICROS.between(Instant.EPOCH, since);
    var seen = new HashSet<UUID>(log.size() * 2);
    try (var database = DriverManager.getConnection(jdbcUrl)) {
      database.setAutoCommit(false);
      database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      readJournal(database, sinceUs, log, seen, findings);
      countDocumentsWithoutJournal(database, findings);
    }
    for (var told : log.all()) {
      if (!seen.contains(told.filingId())) {
        findings.lost("filing %s, received %d".formatted(told.filingId(), told.receivedUs()));
      }
    }
    findings.unannounced = Math.max(0, findings.unannounced - log.unanswered());
    return findings;
  }

  private static void readJournal(
      Connection database, long sinceUs, AnswerLog log, HashSet<UUID> seen, Findings findings)
      throws SQLException {
    try (var statement = database.prepareStatement(JOURNAL)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setLong(1, sinceUs);
      try (var rows = statement.executeQuery()) {
        var ofOneDocument = new ArrayList<Entry>();
        var current = new Current(new UUID(0, 0), 0, new byte[0]);
        while (rows.next()) {
          var entry = entry(rows);
          if (!ofOneDocument.isEmpty() && !ofOneDocument.getFirst().isOfSameDocument(entry)) {
            judge(ofOneDocument, current, findings);
            ofOneDocument.clear();
          }
          ofOneDocument.add(entry);
          current = current(rows);
          compare(entry, sinceUs, log, seen, findings);
        }
        judge(ofOneDocument, current, findings);
      }
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getInt(14),
        row.getInt(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        Outcome.ofCode(row.getInt(7)),
        row.getInt(8) == DIRECT,
        row.getBytes(9),
        row.getBytes(10));
  }

  private static Current current(ResultSet row) throws SQLException {
    var filing = row.getObject(11, UUID.class);
    return filing == null
        ? new Current(new UUID(0, 0), 0, new byte[0])
        : new Current(filing, row.getLong(12), row.getBytes(13));
  }

  /** One row against what the client was told of it. */
  private static void compare(
      Entry entry, long sinceUs, AnswerLog log, HashSet<UUID> seen, Findings findings) {
    findings.journaled++;
    findings.outcomes.merge(entry.outcome(), 1L, Long::sum);
    findings.direct += entry.direct() ? 1 : 0;
    if (!seen.add(entry.filingId())) {
      findings.duplicated("filing " + entry.filingId());
    }
    if (!entry.digestHolds()) {
      findings.inconsistent(
          "the digest of filing %s is not its content's".formatted(entry.filingId()));
    }
    var told = log.byId().get(entry.filingId());
    if (told == null) {
      if (entry.receivedUs() >= sinceUs) {
        findings.unannounced++;
        findings.example("unannounced: filing " + entry.filingId());
      }
    } else if (!entry.agrees(told)) {
      findings.inconsistent("told %s, recorded %s".formatted(told.words(), entry.words()));
    }
  }

  /** All of one candidate's filings of a kind against the one that counts: the last applied. */
  private static void judge(List<Entry> inOrder, Current current, Findings findings) {
    var requests = new HashSet<Long>();
    Entry last = null;
    long lastSeq = 0;
    for (var entry : inOrder) {
      // The first 80 bits of an id name candidate and key: twice is one request recorded twice.
      if (!requests.add(requestOf(entry.filingId()))) {
        findings.duplicated("the request of filing " + entry.filingId());
      }
      if (entry.outcome() == Outcome.APPLIED) {
        if (entry.seq() < lastSeq) {
          findings.inconsistent("filing %s was applied over a later one".formatted(last));
        }
        lastSeq = entry.seq();
        last = entry;
      }
    }
    boolean holds =
        last == null
            ? current.orderUs() == 0
            : last.filingId().equals(current.filingId())
                && last.orderUs() == current.orderUs()
                && Arrays.equals(last.content(), current.content());
    if (!holds && !inOrder.isEmpty()) {
      findings.inconsistent(
          "what counts of candidate %s is not the last applied filing of kind %d"
              .formatted(inOrder.getFirst().candidateId(), inOrder.getFirst().kind()));
    }
  }

  /** 76 bits of the id are drawn from the request; 64 of them tell one candidate's apart. */
  private static long requestOf(UUID filingId) {
    return filingId.getMostSignificantBits();
  }

  private static void countDocumentsWithoutJournal(Connection database, Findings findings)
      throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(DOCUMENTS_WITHOUT_JOURNAL)) {
      rows.next();
      if (rows.getLong(1) > 0) {
        findings.inconsistent(rows.getLong(1) + " documents without a filing");
      }
    }
  }
}
