package vn.baodanh.local.platform;

import java.time.Clock;
import java.util.Map;

/** Judges the address by which a merchant sends a payer here, as vnp_Command=pay. */
final class VnpayPayRequest {
  private final Merchant merchant;
  private final VnpaySignature signature;
  private final Clock clock;

  /** What it is. */
  sealed interface Verdict {
    /**
     * @param language of the page, vi or en
     */
    record Good(Order order, String language) implements Verdict {}

    /**
     * @param code by VNPAY's list
     */
    record Bad(String code, String reason) implements Verdict {}
  }

  VnpayPayRequest(Merchant merchant, Clock clock) {
    this.merchant = merchant;
    this.clock = clock;
    signature = new VnpaySignature(merchant.secret());
  }

  Verdict judge(String query) {
    var fields = Address.fields(query);
    return fields.isEmpty()
        ? new Verdict.Bad("03", "A field is there twice or cannot be read")
        : judge(fields.get());
  }

  private Verdict judge(Map<String, String> fields) {
    if (!field(fields, "vnp_TmnCode").equals(merchant.tmnCode())) {
      return new Verdict.Bad("02", "No merchant of this code");
    }
    var given = field(fields, VnpaySignature.FIELD);
    if (!VnpaySignature.same(signature.ofFields(fields), given)) {
      return new Verdict.Bad("97", "The signature is wrong");
    }
    var created = VnpayTime.parse(field(fields, "vnp_CreateDate"));
    var expires = VnpayTime.parse(field(fields, "vnp_ExpireDate"));
    var back = field(fields, "vnp_ReturnUrl");
    if (!VnpayFormats.fit(VnpayFormats.PAY, fields)
        || created.isEmpty()
        || expires.isEmpty()
        || !expires.get().isAfter(created.get())
        || Address.origin(back).isEmpty()) {
      return new Verdict.Bad("03", "A field is missing or not as VNPAY wants it");
    }
    if (clock.instant().isAfter(expires.get())) {
      return new Verdict.Bad("11", "The order has expired");
    }
    var order =
        new Order(
            Channel.VNPAY,
            field(fields, "vnp_TxnRef"),
            Long.parseLong(field(fields, "vnp_Amount")) / 100,
            field(fields, "vnp_OrderInfo"),
            created.get(),
            expires.get(),
            back,
            merchant.ipnAddress(),
            "",
            "");
    return new Verdict.Good(order, "en".equals(field(fields, "vnp_Locale")) ? "en" : "vi");
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }
}
