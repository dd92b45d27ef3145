package vn.baodanh.registration.filing;

import java.util.UUID;

/**
 * How candidates are spread over queues and journals. The number is chosen once for an
 * installation.
 *
 * @param count 1 to 256
 */
public record Partitions(int count) {
  public int of(UUID candidate) {
    return Math.floorMod(candidate.getLeastSignificantBits(), count);
  }
}
