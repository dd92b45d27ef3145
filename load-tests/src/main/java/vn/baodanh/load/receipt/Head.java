package vn.baodanh.load.receipt;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** A signed head: the root over one recorded batch, chained to the head before. */
public record Head(
    int partition,
    long number,
    long firstSeq,
    int size,
    byte[] root,
    byte[] previous,
    Instant recordedAt,
    String keyId,
    byte[] signature) {

  static final byte[] NONE_BEFORE = new byte[32];

  public static Head of(JsonObject json) {
    var hex = HexFormat.of();
    return new Head(
        Json.number(json, "partition").intValue(),
        Json.number(json, "number").longValue(),
        Json.number(json, "firstSeq").longValue(),
        Json.number(json, "size").intValue(),
        hex.parseHex(Json.text(json, "root")),
        hex.parseHex(Json.text(json, "previous")),
        Instant.parse(Json.text(json, "recordedAt")),
        Json.text(json, "keyId"),
        hex.parseHex(Json.text(json, "signature")));
  }

  byte[] signedBytes() {
    return new Packed()
        .text("baodanh-log-v1")
        .number4(partition)
        .number8(number)
        .number8(firstSeq)
        .number4(size)
        .raw(root)
        .raw(previous)
        .instant(recordedAt)
        .bytes();
  }

  /** What the next head names as its previous. */
  byte[] hash() {
    return new Packed().raw(signedBytes()).sha256();
  }

  Optional<String> fault(PublicKeys keys) {
    return root.length != 32 || previous.length != 32
        ? Optional.of("head: root or previous does not have 32 bytes")
        : keys.signed(keyId, signedBytes(), signature)
            ? Optional.empty()
            : Optional.of("head: not signed by the published key");
  }
}
