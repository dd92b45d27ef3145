package vn.baodanh.load.play;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;

/** What the service's database says of staff's changes and of what was received around them. */
final class StaffTrail {
  private final String jdbcUrl;

  /**
   * @param jdbcUrl with user and password, of a role that may read all
   */
  StaffTrail(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** How many of these proposals the audit says one person made and another approved. */
  int decidedByTwo(Collection<UUID> proposals) throws SQLException {
    var sql =
        """
        SELECT count(*) FROM audit p JOIN audit a ON a.object = p.object AND a.actor <> p.actor
        WHERE p.action = 'proposal.propose' AND a.action = 'proposal.approve' AND p.object = ANY (?)
        """;
    try (var database = DriverManager.getConnection(jdbcUrl);
        var statement = database.prepareStatement(sql)) {
      var ids = proposals.stream().map(UUID::toString).toArray();
      statement.setArray(1, database.createArrayOf("text", ids));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** How many lists of a department's candidates are in the journal that were received since. */
  long listsReceivedSince(String department, Instant since) throws SQLException {
    var sql =
        """
        SELECT count(*) FROM filing_journal j JOIN current_filing r ON r.candidate_id = j.candidate_id
        WHERE j.kind = 1 AND j.received_us >= ? AND r.kind = 2 AND r.department_code = ?
        """;
    try (var database = DriverManager.getConnection(jdbcUrl);
        var statement = database.prepareStatement(sql)) {
      statement.setLong(1, ChronoUnit.MICROS.between(Instant.EPOCH, since));
      statement.setString(2, department);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
