package vn.baodanh.registration.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import vn.baodanh.registration.filing.Digests;
import vn.baodanh.registration.filing.Micros;

/**
 * The head of one recorded batch: its Merkle root, chained to the head before it in the same
 * partition.
 *
 * @param number 1 for a partition's first
 * @param firstSeq place of the batch's first filing in the partition's journal
 * @param size filings in the batch
 * @param previous hash of the head before, zeros for the first
 */
public record Head(
    int partition,
    long number,
    long firstSeq,
    int size,
    byte[] root,
    byte[] previous,
    long recordedUs) {
  private static final byte[] FORMAT = "baodanh-log-v1".getBytes(US_ASCII);

  /** What is hashed for the chain and signed. */
  public byte[] bytes() {
    return ByteBuffer.allocate(4 + FORMAT.length + 4 + 8 + 8 + 4 + 32 + 32 + 8)
        .putInt(FORMAT.length)
        .put(FORMAT)
        .putInt(partition)
        .putLong(number)
        .putLong(firstSeq)
        .putInt(size)
        .put(root)
        .put(previous)
        .putLong(recordedUs)
        .array();
  }

  public byte[] hash() {
    return Digests.sha256().digest(bytes());
  }

  JsonObject toJson(String keyId, byte[] signature) {
    HexFormat hex = HexFormat.of();
    return new JsonObject()
        .put("partition", partition)
        .put("number", number)
        .put("firstSeq", firstSeq)
        .put("size", size)
        .put("root", hex.formatHex(root))
        .put("previous", hex.formatHex(previous))
        .put("recordedAt", Micros.text(recordedUs))
        .put("keyId", keyId)
        .put("signature", hex.formatHex(signature));
  }
}
