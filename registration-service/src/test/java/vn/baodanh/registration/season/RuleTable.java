package vn.baodanh.registration.season;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A table of a Markdown file under {@code rules/}.
 *
 * @param title its heading in English
 */
record RuleTable(String title, List<Row> rows) {
  /**
   * @param line in the file, from 1
   * @param cellByColumn empty cells are empty texts
   */
  record Row(int line, LinkedHashMap<String, String> cellByColumn) {
    String cell(String column) {
      return Objects.requireNonNull(cellByColumn.get(column), () -> "no column " + column);
    }

    /** The last column. */
    String verdict() {
      return cellByColumn.lastEntry().getValue();
    }
  }

  static List<RuleTable> read(String season) {
    var tables = new ArrayList<RuleTable>();
    var title = "";
    List<String> columns = List.of();
    List<Row> rows = new ArrayList<>();
    var lines = lines("/rules/" + season + ".md");
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.startsWith("## ")) {
        title = line.substring(3).split(" · ")[0];
      } else if (line.startsWith("|---")) {
        columns = cells(lines.get(i - 1));
        rows = new ArrayList<>();
        tables.add(new RuleTable(title, rows));
      } else if (line.startsWith("|") && !lines.get(i + 1).startsWith("|---")) {
        rows.add(row(i + 1, columns, cells(line)));
      }
    }
    return tables;
  }

  private static Row row(int line, List<String> columns, List<String> cells) {
    if (columns.size() != cells.size()) {
      throw new IllegalStateException("line " + line + " has not the columns " + columns);
    }
    var cellByColumn = new LinkedHashMap<String, String>();
    for (int i = 0; i < cells.size(); i++) {
      cellByColumn.put(columns.get(i), cells.get(i));
    }
    return new Row(line, cellByColumn);
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  private static List<String> lines(String resource) {
    try (var in = RuleTable.class.getResourceAsStream(resource)) {
      var text = new String(Objects.requireNonNull(in, resource).readAllBytes(), UTF_8);
      return (text + "\n").lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
