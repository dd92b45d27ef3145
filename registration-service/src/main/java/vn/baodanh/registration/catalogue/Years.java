package vn.baodanh.registration.catalogue;

import io.vertx.core.json.JsonObject;

/**
 * The years in which an entry is valid, both ends included.
 *
 * @param from 0 where no first year is known
 * @param until 9999 where no last year is known
 */
record Years(int from, int until) {
  static final String FROM = "valid_from";
  static final String UNTIL = "valid_until";

  private static final int OPEN_BEGIN = 0;
  private static final int OPEN_END = 9999;

  /** Of two cells, each a year or empty. */
  static Years of(String from, String until) {
    return new Years(
        from.isEmpty() ? OPEN_BEGIN : Integer.parseInt(from),
        until.isEmpty() ? OPEN_END : Integer.parseInt(until));
  }

  boolean contains(int year) {
    return from <= year && year <= until;
  }

  /** Whether some year belongs to both. */
  boolean meets(Years other) {
    return from <= other.until && other.from <= until;
  }

  JsonObject putInto(JsonObject json) {
    if (from != OPEN_BEGIN) {
      json.put("validFrom", from);
    }
    if (until != OPEN_END) {
      json.put("validUntil", until);
    }
    return json;
  }
}
