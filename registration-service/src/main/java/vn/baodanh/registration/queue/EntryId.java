package vn.baodanh.registration.queue;

import java.time.Instant;

/** Stream ids of Redis: milliseconds of its clock, '-', a number. */
public final class EntryId {
  /** The place before every entry. */
  public static final String ZERO = "0-0";

  private EntryId() {}

  public static long millis(String id) {
    return Long.parseLong(id, 0, id.indexOf('-'), 10);
  }

  static Instant instant(String id) {
    return Instant.ofEpochMilli(millis(id));
  }
}
