package vn.baodanh.load.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into one table by COPY, as text (PostgreSQL manual, COPY, text format). */
final class CopyRows implements AutoCloseable {
  private static final int PIECE_CHARS = 1 << 18;
  private static final HexFormat HEX = HexFormat.of();

  private final CopyIn copy;
  private final StringBuilder rows = new StringBuilder(PIECE_CHARS * 2);
  private boolean rowBegun;

  /**
   * @param columns the table's name and, in parentheses, its columns
   */
  CopyRows(Connection database, String columns) throws SQLException {
    copy =
        database.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + columns + " FROM STDIN");
  }

  /** The next column; what is in it needs no escaping. */
  CopyRows column(Object plain) {
    begun().append(plain);
    return this;
  }

  CopyRows bytes(byte[] bytes) {
    HEX.formatHex(begun().append("\\\\x"), bytes);
    return this;
  }

  CopyRows uuid(UUID id) {
    return column(id);
  }

  private StringBuilder begun() {
    if (rowBegun) {
      rows.append('\t');
    }
    rowBegun = true;
    return rows;
  }

  void endRow() throws SQLException {
    rows.append('\n');
    rowBegun = false;
    if (rows.length() > PIECE_CHARS) {
      flush();
    }
  }

  private void flush() throws SQLException {
    var bytes = rows.toString().getBytes(UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    rows.setLength(0);
  }

  /** Ends the copy; without it nothing is in the table. */
  void end() throws SQLException {
    flush();
    copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
