package vn.baodanh.local.platform;

/**
 * What the platform takes for itself from each payment; a refund gives none of it back.
 *
 * @param fixed đồng
 * @param basisPoints ten-thousandths of the amount, rounded half up to whole đồng
 */
record Charge(long fixed, int basisPoints) {
  long of(long amount) {
    return fixed + (amount * basisPoints + 5_000) / 10_000;
  }
}
