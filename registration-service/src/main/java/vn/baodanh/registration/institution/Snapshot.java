package vn.baodanh.registration.institution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import vn.baodanh.registration.filing.Micros;

/**
 * One institution's applicants, frozen behind the recorded-through mark: what its signed manifest
 * says.
 *
 * @param number 1 for the institution's first
 * @param asOfUs the last close behind which it was made
 * @param cut the feed's cursor at which it was cut
 * @param heldBack applicants left out since a filing of theirs could not be recorded
 * @param bytes of the file, uncompressed
 */
record Snapshot(
    String institution,
    int number,
    long asOfUs,
    Cursor cut,
    int lines,
    int heldBack,
    long bytes,
    byte[] sha256,
    String rulesVersion,
    long madeUs) {
  private static final HexFormat HEX = HexFormat.of();

  /** What is signed: one fact a line, each with a line feed. */
  String signed() {
    return String.join(
            "\n",
            "baodanh-snapshot-v1",
            institution,
            Integer.toString(number),
            Micros.text(asOfUs),
            cut.text(),
            Integer.toString(lines),
            Integer.toString(heldBack),
            Long.toString(bytes),
            HEX.formatHex(sha256),
            rulesVersion)
        + "\n";
  }

  byte[] signedBytes() {
    return signed().getBytes(UTF_8);
  }

  JsonObject toJson(String keyId, byte[] signature) {
    return new JsonObject()
        .put("institutionCode", institution)
        .put("number", number)
        .put("asOf", Micros.text(asOfUs))
        .put("cursor", cut.text())
        .put("lines", lines)
        .put("heldBack", heldBack)
        .put("bytes", bytes)
        .put("sha256", HEX.formatHex(sha256))
        .put("rulesVersion", rulesVersion)
        .put("madeAt", Micros.text(madeUs))
        .put("signed", signed())
        .put("keyId", keyId)
        .put("signature", HEX.formatHex(signature));
  }
}
