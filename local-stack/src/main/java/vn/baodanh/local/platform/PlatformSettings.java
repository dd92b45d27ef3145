package vn.baodanh.local.platform;

import java.nio.file.Path;
import java.util.Map;
import vn.baodanh.local.LocalFault;

/**
 * What the simulated platform is told.
 *
 * @param port where it listens on 127.0.0.1; 0 for a free one
 * @param data directory of its books
 */
public record PlatformSettings(int port, Path data, Pace pace, Charge charge, Merchant merchant) {

  /**
   * Reads environment variables: PLATFORM_PORT, PLATFORM_DATA and PLATFORM_IPN_URL (where VNPAY
   * notifies the merchant) are needed; PLATFORM_TIME_FACTOR (1) makes time between what the
   * platform does by itself so many times shorter; PLATFORM_CHARGE (1100) đồng and
   * PLATFORM_CHARGE_BASIS_POINTS (0) are taken from each payment; VNPAY_TMN_CODE, VNPAY_SECRET,
   * MOMO_PARTNER_CODE, MOMO_ACCESS_KEY and MOMO_SECRET have defaults that everybody knows.
   */
  public static PlatformSettings of(Map<String, String> environment) {
    return new PlatformSettings(
        number(environment, "PLATFORM_PORT", ""),
        Path.of(text(environment, "PLATFORM_DATA", "")),
        new Pace(number(environment, "PLATFORM_TIME_FACTOR", "1")),
        new Charge(
            number(environment, "PLATFORM_CHARGE", "1100"),
            number(environment, "PLATFORM_CHARGE_BASIS_POINTS", "0")),
        new Merchant(
            text(environment, "VNPAY_TMN_CODE", "BAODANH1"),
            text(environment, "VNPAY_SECRET", "a secret of VNPAY that everybody knows"),
            text(environment, "PLATFORM_IPN_URL", ""),
            text(environment, "MOMO_PARTNER_CODE", "MOMOBAODANH"),
            text(environment, "MOMO_ACCESS_KEY", "an access key of MoMo"),
            text(environment, "MOMO_SECRET", "a secret of MoMo that everybody knows")));
  }

  private static String text(Map<String, String> environment, String name, String fallback) {
    var text = environment.getOrDefault(name, fallback);
    if (text.isEmpty()) {
      throw new LocalFault(name + " must be set");
    }
    return text;
  }

  private static int number(Map<String, String> environment, String name, String fallback) {
    var text = text(environment, name, fallback);
    if (!text.matches("[0-9]{1,9}")) {
      throw new LocalFault(name + ": a number is expected, not " + text);
    }
    return Integer.parseInt(text);
  }
}
