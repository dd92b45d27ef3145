package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A season opens with empty tables: nobody has analyzed them, or they were analyzed with a handful
 * of rows in them. However many filings there are later, each batch reads what it needs of them,
 * and no table or index whole.
 */
class LookupsIT {
  private static final String KEY = "key-00000001";
  private static final int FEW = 30;
  private static final int BATCHES = 4;
  private static final int LISTS = 400;
  private static final int REGISTRATIONS = 100;

  /** Nothing is recorded for this long, so that hundreds come at once then. */
  private static final long HELD_MS = 300;

  private static final List<String> NAMES =
      List.of("Nguyễn Thị Ánh", "Trần Văn Bình", "Lê Thu Hà", "Phạm Minh Đức", "Vũ Gia Hân");

  /** Rows and index entries that are read of a table for each filing, by all who look at it. */
  private static final int READ_A_FILING = 5;

  private static int persons;

  private Stack stack;
  private Node node;

  @BeforeEach
  void start() {
    stack = new Stack("lookups_it");
    node = stack.node();
    stack.openWindow();
    Registrations.moveWindow(stack, "2026", -3600, 3600, node);
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAFilingCostsDoesNotGrowWithWhatIsOnFile(boolean analyzedWithFew) {
    int before = persons;
    file(FEW, FEW);
    if (analyzedWithFew) {
      awaitAllOf(persons - before);
      stack.execute("ANALYZE");
    }
    for (int i = 0; i < BATCHES; i++) {
      file(LISTS, REGISTRATIONS);
    }
    int filings = persons - before;
    awaitAllOf(filings);
    stack.stopNodes(); // sessions say at their end what they read
    for (var row :
        stack.rows(
            """
            SELECT t.relname, t.seq_tup_read + sum(i.idx_tup_read), t.seq_tup_read,
              string_agg(i.indexrelname || ' ' || i.idx_tup_read, ', ')
            FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i USING (relid)
            WHERE t.relname IN ('filing_journal', 'current_filing', 'identity_document', 'contact', 'identity_check')
            GROUP BY t.relid, t.relname, t.seq_tup_read
            """)) {
      assertTrue(
          Long.parseLong(row.get(1)) <= (long) READ_A_FILING * filings,
          row + " of " + filings + " filings");
    }
  }

  private void awaitAllOf(int filings) {
    for (String cursor : List.of("partition", "application_cursor", "people_cursor")) {
      Stack.eventually(
          cursor, () -> stack.count("SELECT coalesce(sum(seq), 0) FROM " + cursor) >= filings);
    }
  }

  private void file(int lists, int registrations) {
    List<CompletableFuture<Answer>> filed = new ArrayList<>();
    stack.whileNobodyWritesTo(
        "filing_journal",
        () -> {
          for (int i = 0; i < lists; i++) {
            filed.add(node.of("person-" + ++persons).sendFiling(KEY, 0, Lists.ONE));
          }
          Stack.sleep(HELD_MS);
        });
    filed.forEach(one -> one.join().expect(202));
    for (int i = 0; i < registrations; i++) {
      register(++persons);
    }
  }

  private void register(int person) {
    String number = "001208%06d".formatted(person);
    var form =
        Registrations.pupil()
            .put("fullName", NAMES.get(person % NAMES.size()))
            .put("dateOfBirth", "2008-%02d-%02d".formatted(1 + person % 12, 1 + person % 28))
            .put("identity", new JsonObject().put("kind", "citizen").put("number", number));
    Registrations.owner(stack, "pupil-" + person, number, node)
        .register(KEY, 0, form.encode())
        .expect(202);
  }
}
