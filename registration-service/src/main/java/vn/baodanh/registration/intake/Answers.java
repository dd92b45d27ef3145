package vn.baodanh.registration.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.recording.Recorded;

/**
 * What the sender of a filing is told. The MAC proves to the operator, before anything is recorded,
 * that this service took it: HMAC-SHA-256 over candidate, id, order, receipt time and digest.
 * Thread-safe.
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

  /**
   * @param warnings what the candidate should look at again
   */
  Buffer of(
      Filing filing, Kept.Taken taken, Optional<Recorded> recorded, List<FieldFault> warnings) {
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
            + (warnings.isEmpty() ? "\"}" : "\",\"warnings\":" + json(warnings) + "}");
    return Buffer.buffer(json);
  }

  private static String json(List<FieldFault> warnings) {
    JsonArray all = new JsonArray();
    for (FieldFault warning : warnings) {
      all.add(
          new JsonObject()
              .put("pointer", warning.pointer())
              .put("code", warning.code())
              .put("title", warning.vietnamese())
              .put("titleEn", warning.english()));
    }
    return all.encode();
  }

  /** Outcomes and the direct lane answer on threads of their own. */
  private synchronized byte[] mac(Filing filing, Kept.Taken taken) {
    mac.update(FilingId.bytes(filing.candidate()));
    mac.update(FilingId.bytes(filing.id()));
    mac.update(
        ByteBuffer.allocate(16).putLong(taken.orderUs()).putLong(taken.receivedUs()).array());
    return mac.doFinal(filing.digest());
  }
}
