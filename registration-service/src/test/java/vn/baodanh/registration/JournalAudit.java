package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whether journal, current lists and log belong together, found out from the tables and the
 * published format alone.
 */
final class JournalAudit {
  private static final HexFormat HEX = HexFormat.of();

  private JournalAudit() {}

  static void check(Stack stack) {
    currentListsAreTheFold(stack);
    ordersAscend(stack);
    headsAreChained(stack);
  }

  static void currentListsAreTheFold(Stack stack) {
    assertEquals(
        0,
        stack.count(
            """
            SELECT count(*) FROM (
              SELECT DISTINCT ON (candidate_id, kind) candidate_id, kind, order_us, filing_id, content, seq FROM filing_journal
              WHERE outcome = 1 ORDER BY candidate_id, kind, order_us DESC) folded
            FULL JOIN current_filing current USING (candidate_id, kind)
            WHERE (folded.order_us, folded.filing_id, folded.content, folded.seq)
              IS DISTINCT FROM (current.order_us, current.filing_id, current.content, current.seq)
            """));
    assertEquals(
        0,
        stack.count(
            """
            SELECT count(*) FROM current_filing current
            WHERE last_order_us <> (
              SELECT max(order_us) FROM filing_journal j WHERE (j.candidate_id, j.kind) = (current.candidate_id, current.kind))
            """));
  }

  /** No applied filing stands in the journal after one that is later in its candidate's order. */
  static void ordersAscend(Stack stack) {
    assertEquals(
        0,
        stack.count(
            """
            SELECT count(*) FROM filing_journal a JOIN filing_journal b USING (candidate_id, kind)
            WHERE a.outcome = 1 AND b.outcome = 1 AND a.seq < b.seq AND a.order_us >= b.order_us
            """));
  }

  /** From the first head of every partition to its newest, and each over exactly its rows. */
  static void headsAreChained(Stack stack) {
    stack.atOneMoment(JournalAudit::headsAreChained);
  }

  private static void headsAreChained(Stack.Moment moment) {
    Map<String, List<byte[]>> leavesByHead = leavesByHead(moment);
    for (List<String> partition : moment.rows("SELECT id, seq, head_hash FROM partition")) {
      byte[] previous = new byte[32];
      long seq = 0;
      for (List<String> head : heads(moment, partition.getFirst())) {
        List<byte[]> leaves =
            leavesByHead.getOrDefault(partition.getFirst() + "/" + head.getFirst(), List.of());
        assertEquals(seq + 1, Long.parseLong(head.get(1)), "first row of head " + head);
        assertEquals(leaves.size(), Integer.parseInt(head.get(2)), "size of head " + head);
        assertEquals(hex(root(leaves)), head.get(3), "root of head " + head);
        assertEquals(hex(previous), head.get(4), "chain at head " + head);
        previous = sha(headBytes(partition.getFirst(), head));
        seq += leaves.size();
      }
      assertEquals(seq, Long.parseLong(partition.get(1)), "rows of partition " + partition);
      assertEquals(hex(previous), partition.get(2).substring(2), "end of " + partition);
    }
  }

  private static List<List<String>> heads(Stack.Moment moment, String partition) {
    return moment.rows(
        """
        SELECT number, first_seq, size, encode(root, 'hex'), encode(previous, 'hex'), recorded_us FROM log_head
        WHERE partition = %s ORDER BY number
        """
            .formatted(partition));
  }

  private static byte[] headBytes(String partition, List<String> head) {
    byte[] format = "baodanh-log-v1".getBytes(US_ASCII);
    return ByteBuffer.allocate(4 + format.length + 96)
        .putInt(format.length)
        .put(format)
        .putInt(Integer.parseInt(partition))
        .putLong(Long.parseLong(head.get(0)))
        .putLong(Long.parseLong(head.get(1)))
        .putInt(Integer.parseInt(head.get(2)))
        .put(HEX.parseHex(head.get(3)))
        .put(HEX.parseHex(head.get(4)))
        .putLong(Long.parseLong(head.get(5)))
        .array();
  }

  /** Hashes of the journal's rows, by partition and number of the head that covers them. */
  private static Map<String, List<byte[]>> leavesByHead(Stack.Moment moment) {
    Map<String, List<byte[]>> leaves = new HashMap<>();
    moment
        .rows(
            """
            SELECT filing_id, partition, seq, order_us, received_us, outcome, coalesce(reason, ''),
              encode(sha256(salt || uuid_send(candidate_id) || digest), 'hex'),
              digest = sha256(CASE kind WHEN 1 THEN 'preferences\\012' ELSE 'exam-registration\\012' END::bytea || content), partition || '/' || head_number
            FROM filing_journal ORDER BY partition, seq
            """)
        .forEach(row -> {
          assertEquals("t", row.get(8), "digest of " + row);
          leaves.computeIfAbsent(row.get(9), head -> new ArrayList<>()).add(leaf(row));
        });
    return leaves;
  }

  private static byte[] leaf(List<String> row) {
    UUID filing = UUID.fromString(row.get(0));
    byte[] reason = row.get(6).getBytes(UTF_8);
    return sha(
        ByteBuffer.allocate(1 + 16 + 4 + 8 + 8 + 8 + 1 + 4 + reason.length + 32)
            .put((byte) 0)
            .putLong(filing.getMostSignificantBits())
            .putLong(filing.getLeastSignificantBits())
            .putInt(Integer.parseInt(row.get(1)))
            .putLong(Long.parseLong(row.get(2)))
            .putLong(Long.parseLong(row.get(3)))
            .putLong(Long.parseLong(row.get(4)))
            .put(Byte.parseByte(row.get(5)))
            .putInt(reason.length)
            .put(reason)
            .put(HEX.parseHex(row.get(7)))
            .array());
  }

  /** RFC 6962, 2.1. */
  private static byte[] root(List<byte[]> leaves) {
    int n = leaves.size();
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return sha(
        ByteBuffer.allocate(65)
            .put((byte) 1)
            .put(root(leaves.subList(0, k)))
            .put(root(leaves.subList(k, n)))
            .array());
  }

  private static byte[] sha(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
