package vn.baodanh.local.platform;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a merchant asks a payer for.
 *
 * @param reference vnp_TxnRef, orderId: the merchant's own name for it, unique on the day (VNPAY)
 *     or for ever (MoMo)
 * @param amount đồng, at least 1
 * @param createdAt when the merchant says that it asked
 * @param expiresAt when nobody may begin to pay any more
 * @param returnAddress where the payer's browser goes afterwards
 * @param noticeAddress where the merchant is notified
 * @param requestId MoMo's requestId; empty for VNPAY
 * @param extra MoMo's extraData; empty for VNPAY
 */
record Order(
    Channel channel,
    String reference,
    long amount,
    String info,
    Instant createdAt,
    Instant expiresAt,
    String returnAddress,
    String noticeAddress,
    String requestId,
    String extra) {

  /** What makes it the same order. */
  record Key(Channel channel, String reference, LocalDate day) {
    static Key vnpay(String reference, LocalDate day) {
      return new Key(Channel.VNPAY, reference, day);
    }

    static Key momo(String reference) {
      return new Key(Channel.MOMO, reference, LocalDate.EPOCH);
    }
  }

  Key key() {
    return switch (channel) {
      case VNPAY -> Key.vnpay(reference, VnpayTime.day(createdAt));
      case MOMO -> Key.momo(reference);
    };
  }

  Order withReference(String other) {
    return new Order(
        channel,
        other,
        amount,
        info,
        createdAt,
        expiresAt,
        returnAddress,
        noticeAddress,
        requestId,
        extra);
  }
}
