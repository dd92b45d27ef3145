package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import vn.baodanh.registration.filing.Faulty;
import vn.baodanh.registration.filing.Read;
import vn.baodanh.registration.filing.Reading;

/**
 * Reads one kind's CSV file (RFC 4180) strictly: UTF-8 with or without byte order mark, the first
 * line names the columns in any order, every cell has its column's form, and no two lines say
 * different things of one key in one year. Cells come out in Unicode form NFC, without the
 * apostrophe that guards a {@linkplain Formulas formula}.
 *
 * <p>Fault codes: {@code too-large}, {@code not-utf-8}, {@code not-csv}, {@code column-missing},
 * {@code column-unknown}, {@code column-repeated}, {@code cells}, {@code no-lines}, {@code
 * too-many-lines}, {@code required}, {@code form}, {@code too-long}, {@code hidden-character},
 * {@code spaces-around}, {@code years}, {@code duplicate}; each with the number of its line.
 */
final class TableReader {
  /** Tens of thousands of schools, at about 80 bytes a line. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  static final int MOST_LINES = 50_000;

  private final Kind kind;
  private final LineFaults faults = new LineFaults();
  private final List<Table.Line> lines = new ArrayList<>();
  private final Map<Key, List<Table.Line>> linesByKey = new HashMap<>();

  private TableReader(Kind kind) {
    this.kind = kind;
  }

  /** Never throws: whatever the bytes are, the answer is a table or its faults. */
  static Reading<Table> read(Kind kind, byte[] file) {
    var reader = new TableReader(kind);
    if (file.length > MOST_BYTES) {
      reader.faults.tooLarge(file.length, MOST_BYTES);
    } else {
      reader.text(file).ifPresent(reader::lines);
    }
    return reader.faults.any()
        ? new Faulty<>(reader.faults.list())
        : new Read<>(new Table(kind, reader.lines));
  }

  /**
   * Reads files that were read before.
   *
   * @throws IllegalStateException when one of them is faulty all the same
   */
  static ByKind<Table> all(ByKind<byte[]> files) {
    return ByKind.of(kind ->
        switch (read(kind, files.get(kind))) {
          case Read<Table>(var table) -> table;
          case Faulty<Table>(var faults) -> throw new IllegalStateException(kind + " " + faults);
        });
  }

  /** Nothing, and a fault, where some byte is none of UTF-8. */
  private Optional<String> text(byte[] file) {
    var decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = ByteBuffer.wrap(file);
    var chars = CharBuffer.allocate(file.length);
    if (decoder.decode(bytes, chars, true).isError()) {
      int line = 1;
      for (int i = 0; i < bytes.position(); i++) {
        line += file[i] == '\n' ? 1 : 0;
      }
      faults.notUtf8(line);
      return Optional.empty();
    }
    var text = chars.flip().toString();
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private void lines(String text) {
    int line = 1;
    try (var parser = CSVParser.parse(new StringReader(text), CSVFormat.RFC4180)) {
      var records = parser.iterator();
      var columns = records.hasNext() ? columns(records.next()) : Optional.<int[]>empty();
      if (columns.isEmpty()) {
        faults.noColumns();
        return;
      }
      for (line = next(parser); !faults.areFull() && records.hasNext(); line = next(parser)) {
        if (lines.size() == MOST_LINES) {
          faults.tooManyLines(line, MOST_LINES);
          return;
        }
        line(line, records.next(), columns.get());
      }
    } catch (IOException | UncheckedIOException e) {
      faults.notCsv(line);
      return;
    }
    if (lines.isEmpty() && !faults.any()) {
      faults.noLines();
    }
  }

  /** On which line the next record begins. */
  private static int next(CSVParser parser) {
    return (int) parser.getCurrentLineNumber() + 1;
  }

  /** Where each of the kind's columns stands in a record; nothing, and faults, if one does not. */
  private Optional<int[]> columns(CSVRecord first) {
    var names = first.toList();
    var known = kind.columns().stream().map(Column::name).toList();
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      if (!known.contains(name)) {
        faults.unknownColumn(i + 1, known);
      } else if (names.indexOf(name) != i) {
        faults.repeatedColumn(name);
      }
    }
    known.stream().filter(name -> !names.contains(name)).forEach(faults::missingColumn);
    return faults.any()
        ? Optional.empty()
        : Optional.of(known.stream().mapToInt(names::indexOf).toArray());
  }

  private void line(int number, CSVRecord record, int[] columns) {
    if (record.size() != columns.length) {
      faults.cells(number, record.size(), columns.length);
      return;
    }
    var cells = new String[columns.length];
    boolean fits = true;
    for (int i = 0; i < columns.length; i++) {
      var cell = Normalizer.normalize(record.get(columns[i]), Normalizer.Form.NFC);
      cells[i] = Formulas.unguarded(cell);
      fits &= fits(number, kind.columns().get(i), cells[i]);
    }
    if (fits) {
      add(new Row(kind, number, cells));
    }
  }

  private boolean fits(int line, Column column, String cell) {
    if (cell.isEmpty()) {
      if (column.required()) {
        faults.missing(line, column);
      }
      return !column.required();
    }
    if (cell.codePointCount(0, cell.length()) > Form.LONGEST) {
      faults.tooLong(line, column, Form.LONGEST);
    } else if (hasHidden(cell)) {
      faults.hiddenCharacter(line, column);
    } else if (!cell.strip().equals(cell)) {
      faults.spacesAround(line, column);
    } else if (!column.form().fits(cell)) {
      faults.form(line, column);
    } else {
      return true;
    }
    return false;
  }

  private static boolean hasHidden(String cell) {
    int c;
    for (int i = 0; i < cell.length(); i += Character.charCount(c)) {
      c = cell.codePointAt(i);
      if (isHidden(c)) {
        return true;
      }
    }
    return false;
  }

  /** What nobody sees, or takes for something else: controls, joiners, spaces of other widths. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
  }

  private void add(Row row) {
    var years = row.years();
    if (years.from() > years.until()) {
      faults.years(row.number());
      return;
    }
    var line = new Table.Line(row.number(), kind.read(row));
    var same = linesByKey.computeIfAbsent(line.entry().key(), unseen -> new ArrayList<>(1));
    var clash = same.stream().filter(other -> other.entry().years().meets(years)).findFirst();
    if (clash.isPresent()) {
      faults.duplicate(row.number(), line.entry().key(), clash.get().number());
    }
    same.add(line);
    lines.add(line);
  }
}
