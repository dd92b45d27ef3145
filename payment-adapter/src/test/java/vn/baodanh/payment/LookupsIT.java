package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A payment window opens on empty tables, and nobody has analyzed them. However many bills there
 * are already, each payment reads what it needs of them, and no table or index whole.
 */
class LookupsIT {
  private static final int BILLS = 400;

  /** Rows and index entries that are read of a table for each payment, by all who look at it. */
  private static final int READ_A_PAYMENT = 20;

  private static Stack stack;
  private static Node node;

  @BeforeAll
  static void start() {
    stack = new Stack("lookups_it");
    node = stack.node();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whatAPaymentCostsDoesNotGrowWithTheBillsThatAreOpenEvenBeforeTablesAreAnalyzed() {
    List<UUID> bills = new ArrayList<>();
    for (int i = 0; i < BILLS; i++) {
      UUID bill = UUID.randomUUID();
      node.post("/v1/bills", Bodies.bill(bill, UUID.randomUUID(), "BKA", 30_000, "QHI", 15_000))
          .expect(201);
      bills.add(bill);
    }
    int transaction = 14_000_000;
    for (UUID bill : bills) {
      String reference = node.attempt(bill, "key-00000001").text("reference");
      String ipn = VnpaySays.paid(reference, 45_000, Integer.toString(++transaction));
      assertEquals("00", node.ask(ipn).join().text("RspCode"));
    }
    stack.close(); // sessions say at their end what they read
    for (var row :
        stack.rows(
            """
            SELECT t.relname, t.seq_tup_read + sum(i.idx_tup_read), t.seq_tup_read,
              string_agg(i.indexrelname || ' ' || i.idx_tup_read, ', ')
            FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i USING (relid)
            WHERE t.relname IN ('bill', 'attempt', 'event', 'ledger_entry', 'notification')
            GROUP BY t.relid, t.relname, t.seq_tup_read
            """)) {
      assertTrue(Long.parseLong(row.get(1)) <= (long) READ_A_PAYMENT * BILLS, row + " of " + BILLS);
    }
  }
}
