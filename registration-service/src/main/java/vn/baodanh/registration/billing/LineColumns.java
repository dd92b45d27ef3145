package vn.baodanh.registration.billing;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.IntStream;
import vn.baodanh.registration.filing.Vnd;

/** Lines as rows hold them: institutions in one array, amounts in another. */
final class LineColumns {
  private LineColumns() {}

  /** Adds both columns, and their sum in a third. */
  static Tuple add(Tuple row, List<BillLine> lines) {
    return row.addValue(lines.stream().map(BillLine::institution).toArray(String[]::new))
        .addValue(lines.stream().map(line -> line.amount().amount()).toArray(Long[]::new))
        .addValue(BillLine.total(lines).amount());
  }

  /**
   * @param column of the institutions; the amounts follow
   */
  static List<BillLine> of(Row row, int column) {
    String[] institutions = row.getArrayOfStrings(column);
    Long[] amounts = row.getArrayOfLongs(column + 1);
    return IntStream.range(0, amounts.length)
        .mapToObj(i -> new BillLine(institutions[i], new Vnd(amounts[i])))
        .toList();
  }
}
