package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A season opens with empty tables, and nobody has analyzed them. However many filings there are
 * already, each batch reads what it needs of them, and no table or index whole.
 */
class LookupsIT {
  private static final String KEY = "key-00000001";
  private static final int BATCHES = 8;
  private static final int LISTS = 400;
  private static final int REGISTRATIONS = 100;

  /** Nothing is recorded for this long, so that hundreds come at once then. */
  private static final long HELD_MS = 300;

  private static final List<String> NAMES =
      List.of("Nguyễn Thị Ánh", "Trần Văn Bình", "Lê Thu Hà", "Phạm Minh Đức", "Vũ Gia Hân");

  /** Rows and index entries that are read of a table for each filing, by all who look at it. */
  private static final int READ_A_FILING = 5;

  private static Stack stack;
  private static Node node;
  private static int persons;

  @BeforeAll
  static void start() {
    stack = new Stack("lookups_it");
    node = stack.node();
    stack.openWindow();
    Registrations.moveWindow(stack, "2026", -3600, 3600, node);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whatAFilingCostsDoesNotGrowWithWhatIsOnFileEvenBeforeTablesAreAnalyzed() {
    for (int i = 0; i < BATCHES; i++) {
      fileABatch();
    }
    Stack.eventually("recorded", () -> isThrough("partition"));
    Stack.eventually("projected", () -> isThrough("application_cursor"));
    Stack.eventually("learned from", () -> isThrough("people_cursor"));
    stack.stopNodes(); // sessions say at their end what they read
    int filings = BATCHES * (LISTS + REGISTRATIONS);
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

  private static void fileABatch() {
    List<CompletableFuture<Answer>> filed = new ArrayList<>();
    stack.whileNobodyWritesTo(
        "filing_journal",
        () -> {
          for (int i = 0; i < LISTS; i++) {
            filed.add(node.of("person-" + ++persons).sendFiling(KEY, 0, Lists.ONE));
          }
          Stack.sleep(HELD_MS);
        });
    filed.forEach(one -> one.join().expect(202));
    for (int i = 0; i < REGISTRATIONS; i++) {
      register(++persons);
    }
  }

  private static void register(int person) {
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

  /** Whether this many rows of the journal were gone through. */
  private static boolean isThrough(String cursor) {
    return stack.count("SELECT coalesce(sum(seq), 0) FROM " + cursor) >= persons;
  }
}
