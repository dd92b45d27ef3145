package vn.baodanh.payment.settlement;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import vn.baodanh.payment.settlement.file.FaultyFile;
import vn.baodanh.payment.settlement.file.PlatformLine;
import vn.baodanh.payment.settlement.file.PlatformLines;

/**
 * Sends the lines of a platform's file to the database while it is read, sums them up by day, and
 * writes down which repeat an earlier one. A line that is paid on another day than its file is of
 * counts to the file's first.
 */
final class LineCopy implements PlatformLines {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int COLUMNS = 11;
  private static final long VIETNAM_SECONDS = 7 * 3_600;

  private final long file;
  private final LocalDate today;
  private final BinaryRows rows;
  private final Seen seen = new Seen();
  private final Map<LocalDate, Sums> days = new TreeMap<>();
  private @Nullable LocalDate from;
  private @Nullable LocalDate to;

  private static final class Sums {
    private int lines;
    private long payments;
    private long refunds;
    private long charges;
  }

  LineCopy(Connection db, long file, LocalDate today) throws SQLException {
    this.file = file;
    this.today = today;
    this.rows =
        new BinaryRows(
            new PGCopyOutputStream(
                db.unwrap(PGConnection.class),
                """
                COPY settlement_line
                  (file, line, refund, reference, transaction_no, request_id, paid_at, day, amount, charge, raw)
                FROM STDIN (FORMAT binary)
                """,
                BUFFER_BYTES));
  }

  @Override
  public void period(LocalDate first, LocalDate last) throws IOException {
    if (last.isAfter(today)) {
      throw FaultyFile.of(
          2,
          "period-to-come",
          "Dòng 2: kỳ đối soát chưa kết thúc.",
          "Line 2: the period is not over.");
    }
    from = first;
    to = last;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      days.put(day, new Sums());
    }
  }

  LocalDate from() {
    return known(from);
  }

  LocalDate to() {
    return known(to);
  }

  private static LocalDate known(@Nullable LocalDate day) {
    if (day == null) {
      throw new IllegalStateException("the period comes first");
    }
    return day;
  }

  /** Every cell was judged to be letters, digits and a few signs: it is ASCII. */
  @Override
  public void line(PlatformLine line) throws IOException {
    LocalDate day = days.containsKey(line.day()) ? line.day() : from();
    boolean refund = line.kind() == PlatformLine.Kind.REFUND;
    String requestId = refund ? line.requestId() : "";
    add(day, line, refund);
    seen.add(refund, line.transactionNo(), requestId);
    rows.row(COLUMNS);
    rows.int8(file);
    rows.int4(line.line());
    rows.bool(refund);
    rows.ascii(line.reference());
    rows.ascii(line.transactionNo());
    rows.ascii(requestId);
    rows.moment(epochSecond(line));
    rows.date(day);
    rows.int8(line.amount());
    rows.int8(line.charge());
    rows.ascii(line.raw());
  }

  private static long epochSecond(PlatformLine line) {
    long second =
        3_600 * digits(line.payDate(), 8)
            + 60 * digits(line.payDate(), 10)
            + digits(line.payDate(), 12);
    return line.day().toEpochDay() * 86_400 + second - VIETNAM_SECONDS;
  }

  /** The two digits that stand there. */
  private static long digits(String moment, int at) {
    return 10L * (moment.charAt(at) - '0') + moment.charAt(at + 1) - '0';
  }

  private void add(LocalDate day, PlatformLine line, boolean refund) {
    Sums sums = days.computeIfAbsent(day, any -> new Sums());
    sums.lines++;
    sums.payments += refund ? 0 : line.amount();
    sums.refunds += refund ? line.amount() : 0;
    sums.charges += line.charge();
  }

  /** After the last line, in the same transaction. */
  void end(Connection db) throws IOException, SQLException {
    rows.close();
    try (PreparedStatement insert =
        db.prepareStatement("INSERT INTO settlement_file_day VALUES (?, ?, ?, ?, ?, ?)")) {
      for (var day : days.entrySet()) {
        Sums sums = day.getValue();
        insert.setLong(1, file);
        insert.setObject(2, day.getKey());
        insert.setInt(3, sums.lines);
        insert.setLong(4, sums.payments);
        insert.setLong(5, sums.refunds);
        insert.setLong(6, sums.charges);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    if (seen.mayRepeat()) {
      writeRepeated(db);
    }
  }

  private void writeRepeated(Connection db) throws SQLException {
    try (PreparedStatement insert =
        db.prepareStatement(
            """
            INSERT INTO settlement_finding (file, line, kind, refund, reference, transaction_no, request_id, paid_at, day, amount)
            SELECT l.file, l.line, 'repeated-line', l.refund, l.reference, l.transaction_no, l.request_id, l.paid_at, l.day, l.amount
            FROM settlement_line l JOIN (
              SELECT refund, transaction_no, request_id, min(line) AS first FROM settlement_line WHERE file = ?
              GROUP BY refund, transaction_no, request_id HAVING count(*) > 1) AS r USING (refund, transaction_no, request_id)
            WHERE l.file = ? AND l.line > r.first
            """)) {
      insert.setLong(1, file);
      insert.setLong(2, file);
      insert.executeUpdate();
    }
  }
}
