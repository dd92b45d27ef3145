package vn.baodanh.registration.filing;

/**
 * Priority area (khu vực ưu tiên): follows the school that the candidate attended longest. How many
 * points it is worth is the season's matter ({@link Scoring}).
 */
public enum PriorityArea implements Worded {
  KV1,
  KV2_NT,
  KV2,
  KV3;

  /** As {@code KV2-NT}. */
  @Override
  public String text() {
    return name().replace('_', '-');
  }
}
