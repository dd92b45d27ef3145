package vn.baodanh.payment.platform.vnpay;

import java.util.HashMap;
import java.util.Map;
import vn.baodanh.payment.platform.Order;
import vn.baodanh.payment.platform.Payer;
import vn.baodanh.payment.platform.Secrets;

/** The address that a payer's browser is sent to: {@code vnp_Command=pay}, signed. */
final class PayAddress {
  private PayAddress() {}

  static String of(Order order, Payer payer, VnpaySettings settings, Secrets secrets) {
    Map<String, String> fields = new HashMap<>();
    fields.put("vnp_Version", "2.1.0");
    fields.put("vnp_Command", "pay");
    fields.put("vnp_TmnCode", settings.tmnCode());
    fields.put("vnp_Amount", VnpayCodes.text(order.amount()));
    fields.put("vnp_CurrCode", "VND");
    fields.put("vnp_CreateDate", VnpayTime.text(order.createdAt()));
    fields.put("vnp_ExpireDate", VnpayTime.text(order.expiresAt()));
    fields.put("vnp_IpAddr", payer.address());
    fields.put("vnp_Locale", payer.language().equals("en") ? "en" : "vn");
    fields.put("vnp_OrderInfo", info(order));
    fields.put("vnp_OrderType", "other");
    fields.put("vnp_ReturnUrl", settings.returnUrl().toString());
    fields.put("vnp_TxnRef", order.reference());
    payer.bank().ifPresent(bank -> fields.put("vnp_BankCode", bank));
    return settings.payUrl() + "?" + Fields.of(fields).signedQuery(secrets);
  }

  /** No spaces and no diacritics: not every sender encodes them alike. */
  static String info(Order order) {
    return "BaoDanh" + order.reference();
  }
}
