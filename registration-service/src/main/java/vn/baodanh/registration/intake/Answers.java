package vn.baodanh.registration.intake;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.recording.Recorded;

/**
 * What the sender of a filing is told. The MAC proves to the operator, before anything is recorded,
 * that this service took it: HMAC-SHA-256 over candidate, id, order, receipt time and digest.
 * Belongs to one event loop.
 */
final class Answers {
  private static final HexFormat HEX = HexFormat.of();

  private final Mac mac;

  /**
   * @param key at least 32 bytes
   */
  Answers(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Buffer of(Filing filing, Kept.Taken taken, Optional<Recorded> recorded) {
    String json =
        "{\"id\":\""
            + filing.id()
            + "\",\"status\":\""
            + recorded.map(r -> r.outcome().text()).orElse("received")
            + "\",\"receivedAt\":\""
            + Micros.text(taken.receivedUs())
            + "\",\"version\":\""
            + taken.orderUs()
            + "\",\"digest\":\""
            + HEX.formatHex(filing.digest())
            + "\",\"mac\":\""
            + HEX.formatHex(mac(filing, taken))
            + recorded
                .flatMap(Recorded::reason)
                .map(reason -> "\",\"reason\":\"" + reason)
                .orElse("")
            + recorded.map(r -> "\",\"recordedAt\":\"" + Micros.text(r.recordedUs())).orElse("")
            + "\"}";
    return Buffer.buffer(json);
  }

  private byte[] mac(Filing filing, Kept.Taken taken) {
    mac.update(FilingId.bytes(filing.candidate()));
    mac.update(FilingId.bytes(filing.id()));
    mac.update(
        ByteBuffer.allocate(16).putLong(taken.orderUs()).putLong(taken.receivedUs()).array());
    return mac.doFinal(filing.digest());
  }
}
