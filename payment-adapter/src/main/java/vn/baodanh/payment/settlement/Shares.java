package vn.baodanh.payment.settlement;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Splits an amount by weights, to the đồng, by largest remainder: each gets the whole part of its
 * share; what is left goes, one đồng each, to the largest remainders, and among equal ones to the
 * first by name.
 */
final class Shares {
  private Shares() {}

  private record Share(String name, long whole, BigInteger remainder) {}

  /**
   * @param total 0 or more
   * @param weights each above 0, at least one
   * @return in the order of names; they sum to the total
   */
  static Map<String, Long> of(long total, SortedMap<String, Long> weights) {
    BigInteger sum =
        weights.values().stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    List<Share> shares =
        weights.entrySet().stream()
            .map(weight -> share(weight.getKey(), total, weight.getValue(), sum))
            .toList();
    long left = total - shares.stream().mapToLong(Share::whole).sum();
    Map<String, Long> split = new LinkedHashMap<>();
    shares.forEach(share -> split.put(share.name(), share.whole()));
    shares.stream()
        .sorted(Comparator.comparing(Share::remainder).reversed().thenComparing(Share::name))
        .limit(left)
        .forEach(share -> split.merge(share.name(), 1L, Long::sum));
    return split;
  }

  private static Share share(String name, long total, long weight, BigInteger sum) {
    BigInteger[] parts =
        BigInteger.valueOf(total).multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum);
    return new Share(name, parts[0].longValueExact(), parts[1]);
  }
}
