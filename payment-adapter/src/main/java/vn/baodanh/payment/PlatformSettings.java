package vn.baodanh.payment;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import vn.baodanh.kit.SettingFault;
import vn.baodanh.kit.Settings;
import vn.baodanh.payment.platform.momo.MomoSettings;
import vn.baodanh.payment.platform.vnpay.VnpaySettings;

/**
 * The contracts with payment platforms.
 *
 * @param momo none where there is no contract with MoMo
 */
record PlatformSettings(VnpaySettings vnpay, Optional<MomoSettings> momo) {

  /** What holds for every platform. */
  private record Common(URI after, String ownAddress, Duration patience) {}

  /**
   * @throws SettingFault naming the variable that cannot be used
   */
  static PlatformSettings read(Settings settings, boolean development) {
    Common common =
        new Common(
            settings.uri(
                "AFTER_PAYMENT_URL",
                "http://127.0.0.1:8080/payment",
                "the page to which payers are sent on, with shown= and reference="),
            settings.text(
                "OWN_ADDRESS", "127.0.0.1", "this service's IP address, as platforms want it"),
            settings.millis(
                "PLATFORM_TIMEOUT_MS",
                10_000,
                100,
                50_000,
                "most time for an answer of a platform"));
    return new PlatformSettings(
        vnpay(settings, development, common), momo(settings, development, common));
  }

  private static VnpaySettings vnpay(Settings settings, boolean development, Common common) {
    return new VnpaySettings(
        settings.text("VNPAY_TMN_CODE", "BAODANH1", "our code at VNPAY"),
        secret(
            settings,
            "VNPAY_SECRET",
            development ? "a secret of VNPAY that everybody knows" : "",
            "the secret shared with VNPAY: signs, and is good in what it sends"),
        other(settings, "VNPAY_OTHER_SECRET"),
        settings.uri(
            "VNPAY_PAY_URL",
            "http://127.0.0.1:8091/paymentv2/vpcpay.html",
            "where payers are sent"),
        settings.uri(
            "VNPAY_API_URL",
            "http://127.0.0.1:8091/merchant_webapi/api/transaction",
            "where VNPAY is asked"),
        settings.uri(
            "VNPAY_RETURN_URL",
            "http://127.0.0.1:8082/v1/platforms/vnpay/return",
            "this service's way back for payers, as they reach it"),
        common.after(),
        common.ownAddress(),
        common.patience());
  }

  private static Optional<MomoSettings> momo(
      Settings settings, boolean development, Common common) {
    String secret =
        settings.text(
            "MOMO_SECRET",
            "",
            "the secret shared with MoMo: signs, and is good in what it sends; empty: MoMo is not"
                + " in use");
    MomoSettings momo =
        new MomoSettings(
            settings.text("MOMO_PARTNER_CODE", "MOMOBAODANH", "our code at MoMo"),
            settings.text("MOMO_ACCESS_KEY", "an access key of MoMo", "part of what is signed"),
            secret.isEmpty() ? "a secret of MoMo that everybody knows" : secret,
            other(settings, "MOMO_OTHER_SECRET"),
            settings.uri(
                "MOMO_API_URL", "http://127.0.0.1:8091/v2/gateway/api", "where MoMo is asked"),
            settings.uri(
                "MOMO_IPN_URL",
                "http://127.0.0.1:8082/v1/platforms/momo/ipn",
                "where MoMo notifies this service, as it reaches it"),
            settings.uri(
                "MOMO_RETURN_URL",
                "http://127.0.0.1:8082/v1/platforms/momo/return",
                "this service's way back for payers, as they reach it"),
            common.after(),
            common.patience());
    return Optional.of(momo).filter(used -> development || !secret.isEmpty());
  }

  private static String secret(Settings settings, String name, String development, String meaning) {
    String secret = settings.text(name, "", meaning);
    if (secret.isEmpty() && development.isEmpty()) {
      throw new SettingFault(name, "is not set", meaning);
    }
    return secret.isEmpty() ? development : secret;
  }

  private static Optional<String> other(Settings settings, String name) {
    return Optional.of(settings.text(name, "", "another one that is good, while they are changed"))
        .filter(secret -> !secret.isEmpty());
  }
}
