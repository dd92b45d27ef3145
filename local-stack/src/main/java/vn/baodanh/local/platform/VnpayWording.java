package vn.baodanh.local.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** VNPAY's notification (IPN), and the same fields in the address that takes a payer back. */
final class VnpayWording implements Wording {
  /** Recorded, and recorded already. */
  private static final Set<String> ENDS = Set.of("00", "02");

  private final Merchant merchant;
  private final VnpaySignature signature;

  VnpayWording(Merchant merchant) {
    this.merchant = merchant;
    signature = new VnpaySignature(merchant.secret());
  }

  @Override
  public Notification notification(Payment payment) {
    var address = Address.with(payment.order().noticeAddress(), signature.query(fields(payment)));
    return new Notification(HttpMethod.GET, address, Buffer.buffer());
  }

  @Override
  public String back(Payment payment) {
    return Address.with(payment.order().returnAddress(), signature.query(fields(payment)));
  }

  private Map<String, String> fields(Payment payment) {
    var order = payment.order();
    var fields = new TreeMap<String, String>();
    fields.put("vnp_TmnCode", merchant.tmnCode());
    fields.put("vnp_Amount", Long.toString(payment.amountTold() * 100));
    fields.put("vnp_BankCode", VnpayTransactions.BANK);
    fields.put("vnp_CardType", "ATM");
    fields.put("vnp_OrderInfo", order.info());
    fields.put("vnp_PayDate", VnpayTime.text(payment.changedAt()));
    fields.put("vnp_ResponseCode", payment.outcome().responseCode());
    fields.put("vnp_TransactionNo", Long.toString(payment.number()));
    fields.put("vnp_TransactionStatus", payment.outcome().transactionStatus());
    fields.put("vnp_TxnRef", order.reference());
    if (payment.taken() > 0) {
      fields.put("vnp_BankTranNo", "VNP" + payment.number());
    }
    return fields;
  }

  @Override
  public String code(int status, String body) {
    try {
      var code = new JsonObject(body).getValue("RspCode");
      return status == 200 && code instanceof String text ? text : "HTTP " + status;
    } catch (DecodeException e) {
      return "HTTP " + status;
    }
  }

  @Override
  public boolean isEnd(String code) {
    return ENDS.contains(code);
  }
}
