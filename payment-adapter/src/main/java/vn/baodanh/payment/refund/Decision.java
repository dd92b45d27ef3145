package vn.baodanh.payment.refund;

import java.time.Instant;
import java.util.Optional;

/**
 * Who or what decided how a refund ended.
 *
 * @param by a person's subject, or {@code system} on the platform's word
 * @param code the platform's
 */
record Decision(String by, Instant at, Optional<String> code, Optional<String> note) {
  static Decision ofPlatform(String code, Instant at) {
    return new Decision(Refund.SYSTEM, at, Optional.of(code), Optional.empty());
  }
}
