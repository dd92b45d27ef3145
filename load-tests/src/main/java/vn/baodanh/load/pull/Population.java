package vn.baodanh.load.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.candidate.Programme;

/**
 * Puts candidates with a recorded registration and list on file by COPY through JDBC, as if they
 * had filed and the projection had followed: journal, what counts, what institutions read, and how
 * far recording and projection are. The service may run, but nobody may have filed. The log's heads
 * are made up.
 */
final class Population {
  /** As in 2025: 849,544 candidates filed 7,615,560; of a million 7.6 each make as many. */
  private static final double MEAN_PREFERENCES = 7.6;

  private static final int DIFFERENT_LISTS = 20_000;
  private static final int PARTITIONS = 4;
  private static final int LISTS_IN_A_COMMIT = 1_000;
  private static final int CHANGES_IN_A_ROW = 32;
  private static final byte[] SALT = new byte[16];

  private final String jdbcUrl;
  private final int perPartition;
  private final long seed;
  private final long beginsUs;
  private final List<PreferenceList> lists;
  private final List<Map<String, String>> choices;

  /**
   * @param jdbcUrl of the owner of the tables
   */
  Population(String jdbcUrl, int candidates, long seed) {
    this.jdbcUrl = jdbcUrl;
    this.perPartition = candidates / PARTITIONS;
    this.seed = seed;
    this.beginsUs = System.currentTimeMillis() * 1_000 - 3_600_000_000L;
    var random = new SplittableRandom(seed);
    var programmes = Programme.all();
    this.lists = new ArrayList<>();
    this.choices = new ArrayList<>();
    for (int i = 0; i < DIFFERENT_LISTS; i++) {
      lists.add(PreferenceList.ofSize(size(random), programmes, random));
      choices.add(byInstitution(lists.getLast()));
    }
  }

  private static int size(RandomGenerator random) {
    int size = 1;
    for (int more = 1; more < PreferenceList.MOST; more++) {
      size += random.nextDouble() * (PreferenceList.MOST - 1) < MEAN_PREFERENCES - 1 ? 1 : 0;
    }
    return size;
  }

  /** As the projection writes it: a line for each programme. */
  private static Map<String, String> byInstitution(PreferenceList list) {
    var choices = new LinkedHashMap<String, String>();
    for (var line : list.content().split("\n")) {
      int slash = line.indexOf('/');
      choices.merge(
          line.substring(0, slash), line.substring(slash + 1), (all, next) -> all + "\\n" + next);
    }
    return choices;
  }

  /** Loads all of it; answers how many preferences that are. */
  long load() throws SQLException, InterruptedException {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var work = List.<Callable<Void>>of(this::fileAll, this::projectAll);
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new SQLException("The population could not be loaded: " + e.getCause(), e);
    }
    inDatabase(Population::count);
    inDatabase(database -> execute(database, progress()));
    inDatabase(database -> {
      database.setAutoCommit(true);
      execute(database, "VACUUM (ANALYZE) application_change");
      execute(database, "ANALYZE filing_journal, current_filing");
    });
    long preferences = 0;
    for (int p = 0; p < PARTITIONS; p++) {
      for (int k = 0; k < perPartition; k++) {
        preferences += lists.get(applicant(p, k).list()).size();
      }
    }
    return preferences;
  }

  private Applicant applicant(int partition, int place) {
    return Applicant.of(seed, place * PARTITIONS + partition, partition, DIFFERENT_LISTS);
  }

  /** Of each partition first all registrations, then all lists, as the season has it. */
  private Void fileAll() throws SQLException {
    inDatabase(database -> {
      try (var rows =
          new CopyRows(
              database,
              "filing_journal (partition, seq, head_number, order_us, received_us, expected_us,"
                  + " recorded_us, filing_id, candidate_id, kind, outcome, lane, digest, salt,"
                  + " content, source, rules_version, catalogue_version)")) {
        for (int p = 0; p < PARTITIONS; p++) {
          for (int k = 0; k < perPartition; k++) {
            var applicant = applicant(p, k);
            var form = applicant.registration();
            file(rows, p, 1 + k, applicant, 2, form.digest(), form.json());
          }
          for (int k = 0; k < perPartition; k++) {
            var applicant = applicant(p, k);
            var list = lists.get(applicant.list());
            file(
                rows,
                p,
                1 + perPartition + k,
                applicant,
                1,
                list.digest(),
                list.content().getBytes(UTF_8));
          }
        }
        rows.end();
      }
    });
    return null;
  }

  private void file(
      CopyRows rows,
      int partition,
      long seq,
      Applicant applicant,
      int kind,
      byte[] digest,
      byte[] content)
      throws SQLException {
    long atUs = beginsUs + seq;
    rows.column(partition).column(seq).column(1).column(atUs).column(atUs).column(0).column(atUs);
    rows.uuid(applicant.filing(kind)).uuid(applicant.id()).column(kind).column(1).column(1);
    rows.bytes(digest).bytes(SALT).bytes(content).column("").column("2026.1").column(1).endRow();
  }

  /** Some lists of each partition in turn, as commits of a projection that keeps up. */
  private Void projectAll() throws SQLException {
    inDatabase(database -> {
      try (var rows =
          new CopyRows(
              database,
              "application_change (institution_code, last_position, partition, candidate_ids, seqs,"
                  + " programmes, kinds, registration_seqs, paid, mark, at_us)")) {
        var positions = new TreeMap<String, Long>();
        for (int from = 0; from < perPartition; from += LISTS_IN_A_COMMIT) {
          for (int p = 0; p < PARTITIONS; p++) {
            project(rows, p, from, Math.min(perPartition, from + LISTS_IN_A_COMMIT), positions);
          }
        }
        rows.end();
      }
    });
    return null;
  }

  private void project(CopyRows rows, int partition, int from, int to, Map<String, Long> positions)
      throws SQLException {
    var byInstitution = new TreeMap<String, List<Applicant>>();
    for (int k = from; k < to; k++) {
      var applicant = applicant(partition, k);
      for (var institution : choices.get(applicant.list()).keySet()) {
        byInstitution.computeIfAbsent(institution, none -> new ArrayList<>()).add(applicant);
      }
    }
    for (var entry : byInstitution.entrySet()) {
      var all = entry.getValue();
      for (int i = 0; i < all.size(); i += CHANGES_IN_A_ROW) {
        var some = all.subList(i, Math.min(all.size(), i + CHANGES_IN_A_ROW));
        long last = positions.merge(entry.getKey(), (long) some.size(), Long::sum);
        change(rows, partition, entry.getKey(), last, some);
      }
    }
  }

  private void change(
      CopyRows rows, int partition, String institution, long last, List<Applicant> some)
      throws SQLException {
    var ids = new StringBuilder("{");
    var seqs = new StringBuilder("{");
    var programmes = new StringBuilder("{");
    var kinds = new StringBuilder("{");
    var registrations = new StringBuilder("{");
    var paid = new StringBuilder("{");
    String comma = "";
    for (var applicant : some) {
      int registered = 1 + applicant.number() / PARTITIONS;
      ids.append(comma).append(applicant.id());
      seqs.append(comma).append(registered + perPartition);
      programmes
          .append(comma)
          .append('"')
          .append(choices.get(applicant.list()).get(institution))
          .append('"');
      kinds.append(comma).append(1);
      registrations.append(comma).append(registered);
      paid.append(comma).append('f');
      comma = ",";
    }
    rows.column(institution).column(last).column(partition);
    for (var array : List.of(ids, seqs, programmes, kinds, registrations, paid)) {
      rows.column(array.append('}'));
    }
    rows.column((int) (last * 0x9E3779B9L)).column(beginsUs + last).endRow();
  }

  /** What counts is the fold of the journal: here each filing is the only one of its kind. */
  private static void count(Connection database) throws SQLException {
    execute(
        database,
        """
        INSERT INTO current_filing (candidate_id, kind, last_order_us, order_us, partition, seq, filing_id, department_code, content)
        SELECT candidate_id, kind, order_us, order_us, partition, seq, filing_id,
          CASE WHEN kind = 2 THEN substr(convert_from(content, 'UTF8'), 20, 2) END, content
        FROM filing_journal
        """);
  }

  private String progress() {
    return """
    INSERT INTO log_head SELECT id, 1, 1, %1$d, 0, '', head_hash, '', '' FROM partition;
    UPDATE partition SET seq = %1$d, head_number = 1;
    INSERT INTO application_cursor SELECT id, seq FROM partition ON CONFLICT (partition) DO UPDATE SET seq = excluded.seq;
    INSERT INTO people_cursor SELECT id, seq FROM partition ON CONFLICT (partition) DO UPDATE SET seq = excluded.seq;
    INSERT INTO outbox_cursor SELECT id, seq FROM partition ON CONFLICT (partition) DO UPDATE SET seq = excluded.seq;
    UPDATE application_position SET position = (SELECT sum(cardinality(seqs)) FROM application_change)
    """
        .formatted(2 * perPartition);
  }

  private interface Work {
    void on(Connection database) throws SQLException;
  }

  private void inDatabase(Work work) throws SQLException {
    try (var database = DriverManager.getConnection(jdbcUrl)) {
      database.setAutoCommit(false);
      work.on(database);
      if (!database.getAutoCommit()) {
        database.commit();
      }
    }
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
