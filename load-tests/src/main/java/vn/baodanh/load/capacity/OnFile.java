package vn.baodanh.load.capacity;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.random.RandomGenerator;
import vn.baodanh.load.candidate.PreferenceList;

/**
 * Puts candidates with a recorded list on file by SQL, as if they had filed: journal, current list,
 * what their institutions read, and progress of recording and projection. The service may run, but
 * nobody may file meanwhile. The log's heads are made up.
 */
final class OnFile {
  private static final int DIFFERENT_LISTS = 5_000;

  /** The lists as text, and one row for each institution that a list names. */
  private static final String LISTS =
      """
      CREATE TEMP TABLE on_file_list (id int PRIMARY KEY, content text);
      CREATE TEMP TABLE on_file_choice (list int, institution text, programmes text)
      """;

  private static final String CHOICES =
      """
      INSERT INTO on_file_choice
      SELECT id, split_part(line, '/', 1), string_agg(substr(line, strpos(line, '/') + 1), E'\\n' ORDER BY place)
      FROM on_file_list, regexp_split_to_table(rtrim(content, E'\\n'), E'\\n') WITH ORDINALITY AS l (line, place)
      GROUP BY id, split_part(line, '/', 1)
      """;

  /** The last digit of a candidate's id says its partition. */
  private static final String JOURNAL =
      """
      INSERT INTO filing_journal (partition, seq, head_number, order_us, received_us, expected_us, recorded_us,
        filing_id, candidate_id, kind, outcome, lane, digest, salt, content, source)
      SELECT p.id, p.seq + n, p.head_number + 1, %1$d + n, %1$d + n, 0, %1$d + n,
        (substr(f, 1, 12) || '8' || substr(f, 14, 3) || 'a' || substr(f, 18))::uuid,
        (substr(c, 1, 12) || '8' || substr(c, 14, 3) || 'a' || substr(c, 18, 14) || p.id)::uuid,
        1, 1, 1, sha256(convert_to(E'preferences\\n' || l.content, 'UTF8')), decode(md5('salt ' || c), 'hex'),
        convert_to(l.content, 'UTF8'), ''
      FROM partition p, generate_series(1, %2$d) AS n
        CROSS JOIN LATERAL (SELECT md5('filing ' || p.id || ' ' || p.seq + n), md5('candidate ' || p.id || ' ' || p.seq + n)) AS h (f, c)
        JOIN on_file_list l ON l.id = n %% %3$d
      """;

  private static final String CURRENT_LISTS =
      """
      INSERT INTO current_filing (candidate_id, kind, last_order_us, order_us, partition, seq, filing_id, content)
      SELECT j.candidate_id, j.kind, j.order_us, j.order_us, j.partition, j.seq, j.filing_id, j.content
      FROM partition p JOIN filing_journal j ON j.partition = p.id AND j.seq > p.seq
      """;

  private static final String APPLICATIONS =
      """
      INSERT INTO application_change (institution_code, last_position, partition, candidate_ids, seqs, programmes)
      SELECT c.institution, coalesce(l.position, 0) + row_number() OVER (PARTITION BY c.institution), j.partition, ARRAY[j.candidate_id],
        ARRAY[j.seq], ARRAY[c.programmes]
      FROM partition p JOIN filing_journal j ON j.partition = p.id AND j.seq > p.seq
        JOIN on_file_choice c ON c.list = (j.seq - p.seq) %% %d
        LEFT JOIN (SELECT institution_code, max(last_position) AS position FROM application_change GROUP BY 1) l
          ON l.institution_code = c.institution
      """;

  private static final String PROGRESS =
      """
      INSERT INTO log_head SELECT id, head_number + 1, seq + 1, %1$d, 0, '', head_hash, '', '' FROM partition;
      UPDATE partition SET seq = seq + %1$d, head_number = head_number + 1;
      INSERT INTO application_cursor SELECT id, seq FROM partition
        ON CONFLICT (partition) DO UPDATE SET seq = excluded.seq;
      UPDATE application_position SET position = (SELECT sum(cardinality(seqs)) FROM application_change)
      """;

  /** Adds so many candidates, spread evenly over the partitions. */
  static void add(String jdbcUrl, int candidates, RandomGenerator random) throws SQLException {
    try (var database = DriverManager.getConnection(jdbcUrl)) {
      database.setAutoCommit(false);
      int perPartition = (int) Math.ceil((double) candidates / partitions(database));
      execute(database, LISTS);
      addLists(database, random);
      execute(database, CHOICES);
      execute(
          database, JOURNAL.formatted(beforeNowUs(perPartition), perPartition, DIFFERENT_LISTS));
      execute(database, CURRENT_LISTS);
      execute(database, APPLICATIONS.formatted(DIFFERENT_LISTS));
      execute(database, PROGRESS.formatted(perPartition));
      execute(database, "DROP TABLE on_file_list, on_file_choice");
      database.commit();
      database.setAutoCommit(true);
      execute(database, "VACUUM ANALYZE filing_journal, current_filing, application_change");
    }
  }

  private static void addLists(Connection database, RandomGenerator random) throws SQLException {
    try (var insert = database.prepareStatement("INSERT INTO on_file_list VALUES (?, ?)")) {
      int id = 0;
      for (var list : PreferenceList.random(DIFFERENT_LISTS, random)) {
        insert.setInt(1, id++);
        insert.setString(2, list.content());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static long beforeNowUs(int count) {
    return System.currentTimeMillis() * 1000 - 3_600_000_000L - count;
  }

  private static int partitions(Connection database) throws SQLException {
    try (var statement = database.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM partition")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private OnFile() {}
}
