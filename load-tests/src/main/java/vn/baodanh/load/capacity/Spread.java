package vn.baodanh.load.capacity;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The same figure of several rounds. */
record Spread(double[] sorted) {
  static <T> Spread of(Collection<T> rounds, ToDoubleFunction<T> figure) {
    var values = rounds.stream().mapToDouble(figure).toArray();
    Arrays.sort(values);
    return new Spread(values);
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Median, and lowest and highest in brackets. */
  String text(int decimals) {
    var number = "%,." + decimals + "f";
    return String.format(
        Locale.ROOT,
        number + " (" + number + "–" + number + ")",
        median(),
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
