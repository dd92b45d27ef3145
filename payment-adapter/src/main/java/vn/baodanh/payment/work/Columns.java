package vn.baodanh.payment.work;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows turned into columns, so that one statement takes them all with {@code unnest}. */
public final class Columns {
  private Columns() {}

  /**
   * One column.
   *
   * @param array makes an array of the column's type, {@code String[]::new}
   */
  public static <R, T> @Nullable T[] of(
      Collection<R> rows,
      IntFunction<@Nullable T[]> array,
      Function<R, ? extends @Nullable T> value) {
    return rows.stream().map(value).toArray(array);
  }
}
