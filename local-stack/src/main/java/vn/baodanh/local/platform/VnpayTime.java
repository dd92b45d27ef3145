package vn.baodanh.local.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** Moments as VNPAY writes them: yyyyMMddHHmmss in UTC+7. */
final class VnpayTime {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

  private VnpayTime() {}

  static String text(Instant moment) {
    return FORMAT.format(moment.atZone(ZONE));
  }

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, FORMAT).atZone(ZONE).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The day in Vietnam. */
  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZONE);
  }
}
