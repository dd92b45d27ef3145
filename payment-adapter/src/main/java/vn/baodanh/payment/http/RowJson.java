package vn.baodanh.payment.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row as an answer shows it: columns by their names in camel case, times in UTC, without what is
 * null.
 */
public final class RowJson {
  private static final Pattern WORD = Pattern.compile("_([a-z])");

  private RowJson() {}

  public static JsonObject of(Row row) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.getValue(i);
      if (value != null) {
        json.put(name(row.getColumnName(i)), shown(value));
      }
    }
    return json;
  }

  public static JsonArray of(RowSet<Row> rows) {
    JsonArray array = new JsonArray();
    rows.forEach(row -> array.add(of(row)));
    return array;
  }

  static String name(String column) {
    return WORD.matcher(column).replaceAll(RowJson::upper);
  }

  private static String upper(java.util.regex.MatchResult word) {
    return Matcher.quoteReplacement(word.group(1).toUpperCase(Locale.ROOT));
  }

  private static Object shown(Object value) {
    return switch (value) {
      case OffsetDateTime at -> at.toInstant().toString();
      case LocalDate day -> day.toString();
      case UUID id -> id.toString();
      case String[] texts -> new JsonArray(List.of(texts));
      default -> value;
    };
  }
}
