package vn.baodanh.registration.billing;

import java.util.UUID;

/**
 * A list as the journal holds it.
 *
 * @param candidate under whom it was filed
 * @param seq its place in the journal of the partition
 * @param orderUs its version
 */
record ListOnFile(UUID candidate, int partition, long seq, long orderUs, UUID filing) {
  boolean isSameAs(ListOnFile other) {
    return partition == other.partition && seq == other.seq;
  }
}
