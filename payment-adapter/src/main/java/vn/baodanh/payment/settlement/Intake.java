package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.settlement.file.BankLine;
import vn.baodanh.payment.settlement.file.BankStatement;
import vn.baodanh.payment.settlement.file.FaultyFile;
import vn.baodanh.payment.settlement.file.PlatformFile;
import vn.baodanh.payment.settlement.file.PlatformTotals;
import vn.baodanh.payment.settlement.file.StatementFile;

/**
 * Reads a file into the database, all of it or nothing: its bytes, its lines, what it sums up to.
 * The same bytes a second time are the file that is there.
 */
final class Intake {
  private static final int PART_BYTES = 1 << 20;
  private static final String UNIQUE_VIOLATION = "23505";

  private final URI database;
  private final String bankAccount;

  /**
   * @param database as the service's own role
   * @param bankAccount ours; empty: statements of any are taken
   */
  Intake(URI database, String bankAccount) {
    this.database = database;
    this.bankAccount = bankAccount;
  }

  /** The file's id, and whether it came for the first time. */
  record Taken(UUID id, boolean isNew) {}

  private record Content(
      LocalDate from,
      LocalDate to,
      PlatformTotals totals,
      @Nullable Long opening,
      @Nullable Long closing) {}

  /**
   * Blocks until the file is read.
   *
   * @throws FaultyFile if anything in it is wrong
   */
  Taken take(Upload upload) throws IOException, SQLException {
    byte[] digest = digest(upload);
    try (Connection db = Postgres.connect(database)) {
      db.setAutoCommit(false);
      Optional<UUID> before = find(db, digest);
      if (before.isPresent()) {
        return new Taken(before.get(), false);
      }
      return new Taken(add(db, upload, digest), true);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) { // the same came at the same time
        return new Taken(found(digest), false);
      }
      throw e;
    }
  }

  private UUID found(byte[] digest) throws SQLException {
    try (Connection db = Postgres.connect(database)) {
      return find(db, digest).orElseThrow();
    }
  }

  private static byte[] digest(Upload upload) throws IOException {
    try (InputStream bytes = Files.newInputStream(upload.file())) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[PART_BYTES];
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        sha256.update(buffer, 0, count);
      }
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<UUID> find(Connection db, byte[] digest) throws SQLException {
    try (PreparedStatement query =
        db.prepareStatement(
            "SELECT id FROM settlement_file WHERE digest = ? AND state <> 'withdrawn'")) {
      query.setBytes(1, digest);
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }

  private UUID add(Connection db, Upload upload, byte[] digest) throws IOException, SQLException {
    long number = number(db);
    Content content =
        upload.isBank() ? statement(db, upload, number) : platformFile(db, upload, number);
    keepBytes(db, upload, number);
    UUID id = UUID.randomUUID();
    try (PreparedStatement insert =
        db.prepareStatement(
            """
            INSERT INTO settlement_file (number, id, source, format, name, digest, bytes, period_from, period_to, lines, payments,
              refunds, charges, opening, closing, state, uploaded_by, uploaded_at)
            OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'checked', ?, ?)
            """)) {
      List<@Nullable Object> values = new java.util.ArrayList<>();
      values.addAll(List.of(number, id, upload.source(), upload.format(), upload.name(), digest));
      values.addAll(List.of(Files.size(upload.file()), content.from(), content.to()));
      PlatformTotals totals = content.totals();
      values.addAll(List.of(totals.lines(), totals.payments(), totals.refunds(), totals.charges()));
      values.add(content.opening());
      values.add(content.closing());
      values.addAll(List.of(upload.by(), upload.at().atOffset(ZoneOffset.UTC)));
      for (int i = 0; i < values.size(); i++) {
        insert.setObject(i + 1, values.get(i));
      }
      insert.executeUpdate();
    }
    db.commit();
    return id;
  }

  private static long number(Connection db) throws SQLException {
    try (var statement = db.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT nextval(pg_get_serial_sequence('settlement_file', 'number'))")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Content platformFile(Connection db, Upload upload, long number)
      throws IOException, SQLException {
    PlatformFile format = upload.format().equals("csv") ? PlatformFile.csv() : PlatformFile.xlsx();
    LineCopy copy = new LineCopy(db, number, upload.today());
    PlatformTotals totals = format.read(upload.file(), upload.source(), copy);
    copy.end(db);
    return new Content(copy.from(), copy.to(), totals, null, null);
  }

  private Content statement(Connection db, Upload upload, long number)
      throws IOException, SQLException {
    StatementFile format =
        switch (upload.format()) {
          case "mt940" -> StatementFile.mt940();
          case "camt053" -> StatementFile.camt053();
          default -> StatementFile.csv();
        };
    BankStatement statement = format.read(upload.file());
    if (!bankAccount.isEmpty()) {
      statement.of(bankAccount);
    }
    if (statement.to().isAfter(upload.today())) {
      throw FaultyFile.of(
          0, "period-to-come", "Kỳ sao kê chưa kết thúc.", "The statement's period is not over.");
    }
    try (PreparedStatement insert =
        db.prepareStatement("INSERT INTO bank_line VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (BankLine line : statement.lines()) {
        insert.setLong(1, number);
        insert.setInt(2, line.line());
        insert.setObject(3, line.day());
        insert.setBoolean(4, line.credit());
        insert.setLong(5, line.amount());
        insert.setString(6, clean(line.reference()));
        insert.setString(7, clean(line.text()));
        insert.setString(8, clean(line.raw()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    PlatformTotals totals =
        new PlatformTotals(statement.lines().size(), statement.credits(), statement.debits(), 0);
    return new Content(
        statement.from(), statement.to(), totals, statement.opening(), statement.closing());
  }

  /** Postgres keeps no NUL. */
  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static void keepBytes(Connection db, Upload upload, long number)
      throws IOException, SQLException {
    try (InputStream bytes = Files.newInputStream(upload.file());
        PreparedStatement insert =
            db.prepareStatement("INSERT INTO settlement_part VALUES (?, ?, ?)")) {
      int part = 0;
      for (byte[] next = bytes.readNBytes(PART_BYTES);
          next.length > 0;
          next = bytes.readNBytes(PART_BYTES)) {
        insert.setLong(1, number);
        insert.setInt(2, part++);
        insert.setBytes(3, next);
        insert.executeUpdate();
      }
    }
  }

  /** For a failure that says what was wrong with the file. */
  static <T> Future<T> told(Throwable failure) {
    return Future.failedFuture(
        failure instanceof FaultyFile faulty ? SettlementProblems.faulty(faulty) : failure);
  }
}
