package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A payment window opens on empty tables: nobody has analyzed them, or they were analyzed with a
 * handful of rows in them. However many bills there are later, each payment reads what it needs of
 * them, and no table or index whole.
 */
class LookupsIT {
  private static final int FEW = 30;
  private static final int BILLS = 400;

  /** Rows and index entries that are read of a table for each payment, by all who look at it. */
  private static final int READ_A_PAYMENT = 20;

  private static int transaction = 14_000_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAPaymentCostsDoesNotGrowWithTheBillsThatAreOpen(boolean analyzedWithFew) {
    try (var stack = new Stack("lookups_it")) {
      Node node = stack.node();
      pay(node, FEW);
      if (analyzedWithFew) {
        stack.execute("ANALYZE");
      }
      pay(node, BILLS);
      stack.close(); // sessions say at their end what they read
      int payments = FEW + BILLS;
      for (var row :
          stack.rows(
              """
              SELECT t.relname, t.seq_tup_read + sum(i.idx_tup_read), t.seq_tup_read,
                string_agg(i.indexrelname || ' ' || i.idx_tup_read, ', ')
              FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i USING (relid)
              WHERE t.relname IN ('bill', 'attempt', 'event', 'ledger_entry', 'notification')
              GROUP BY t.relid, t.relname, t.seq_tup_read
              """)) {
        assertTrue(
            Long.parseLong(row.get(1)) <= (long) READ_A_PAYMENT * payments,
            row + " of " + payments);
      }
    }
  }

  private static void pay(Node node, int number) {
    List<UUID> bills = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      UUID bill = UUID.randomUUID();
      node.post("/v1/bills", Bodies.bill(bill, UUID.randomUUID(), "BKA", 30_000, "QHI", 15_000))
          .expect(201);
      bills.add(bill);
    }
    for (UUID bill : bills) {
      String reference = node.attempt(bill, "key-00000001").text("reference");
      String ipn = VnpaySays.paid(reference, 45_000, Integer.toString(++transaction));
      assertEquals("00", node.ask(ipn).join().text("RspCode"));
    }
  }
}
