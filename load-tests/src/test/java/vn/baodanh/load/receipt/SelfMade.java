package vn.baodanh.load.receipt;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** A log made for the tests by the definitions of RFC 6962, with its receipts. */
final class SelfMade {
  private static final HexFormat HEX = HexFormat.of();
  final KeyPair keys = keys();
  private byte[] previous = new byte[32];
  private long number;
  private long nextSeq = 1;

  /** One recorded batch: a head, and a receipt for each filing. */
  record Batch(JsonObject head, List<JsonObject> receipts) {}

  Batch batch(int size) {
    return batch(LongStream.range(0, size).mapToObj(i -> entry(nextSeq + i)).toList());
  }

  /** A registration, and its withdrawal. */
  Batch registrations() {
    var registration =
        new JsonObject()
            .put("departmentCode", "01")
            .put("fullName", "Nguyễn \"Văn\" An")
            .put("subjects", new JsonArray().add("TO").add("VA"));
    var filed = "exam-registration\n" + registration.encode();
    return batch(
        List.of(
            entry(nextSeq, "exam-registration", filed).put("registration", registration),
            entry(nextSeq + 1, "exam-registration", "exam-registration\n").put("withdrawn", true)));
  }

  private Batch batch(List<JsonObject> entries) {
    int size = entries.size();
    var leaves = entries.stream().map(entry -> hash(0, leaf(entry))).toList();
    number++;
    var recordedAt = Instant.parse("2026-07-14T10:00:00.204113Z").plusSeconds(number);
    var root = root(leaves);
    var signed =
        new Packed()
            .text("baodanh-log-v1")
            .number4(2)
            .number8(number)
            .number8(nextSeq)
            .number4(size)
            .raw(root)
            .raw(previous)
            .instant(recordedAt)
            .bytes();
    var head =
        new JsonObject()
            .put("partition", 2)
            .put("number", number)
            .put("firstSeq", nextSeq)
            .put("size", size)
            .put("root", HEX.formatHex(root))
            .put("previous", HEX.formatHex(previous))
            .put("recordedAt", recordedAt.toString())
            .put("keyId", "k1")
            .put("signature", HEX.formatHex(sign(signed)));
    previous = sha256(signed);
    nextSeq += size;
    var receipts = new ArrayList<JsonObject>();
    for (int i = 0; i < size; i++) {
      var path = new JsonArray();
      path(leaves, i).forEach(hash -> path.add(HEX.formatHex(hash)));
      receipts.add(
          new JsonObject()
              .put("entry", entries.get(i))
              .put("leafIndex", i)
              .put("path", path)
              .put("head", head.copy()));
    }
    return new Batch(head, receipts);
  }

  private static JsonObject entry(long seq) {
    var preferences = new JsonArray();
    preferences.add(new JsonObject().put("institutionCode", "BKA").put("programmeCode", "IT1"));
    preferences.add(
        new JsonObject().put("institutionCode", "QHI").put("programmeCode", "Kếtoán" + seq));
    var canonical = "preferences\nBKA/IT1\nQHI/Kếtoán" + seq + "\n";
    return entry(seq, "preferences", canonical).put("preferences", preferences);
  }

  private static JsonObject entry(long seq, String kind, String canonical) {
    return new JsonObject()
        .put("kind", kind)
        .put("filingId", new UUID(0x1111_2222_3333_8444L, seq).toString())
        .put("candidateId", new UUID(0x5555_6666_7777_8888L, seq).toString())
        .put("partition", 2)
        .put("seq", seq)
        .put("order", "1784023199999871")
        .put("receivedAt", "2026-07-14T09:59:59.999871Z")
        .put("outcome", seq % 2 == 0 ? "applied" : "refused")
        .put("reason", seq % 2 == 0 ? "" : "stale-version")
        .put("digest", HEX.formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8))))
        .put("salt", "000102030405060708090a0b0c0d0e%02x".formatted(seq & 0xff));
  }

  private static byte[] leaf(JsonObject entry) {
    var commitment =
        new Packed()
            .raw(HEX.parseHex(entry.getString("salt")))
            .uuid(UUID.fromString(entry.getString("candidateId")))
            .raw(HEX.parseHex(entry.getString("digest")))
            .sha256();
    return new Packed()
        .uuid(UUID.fromString(entry.getString("filingId")))
        .number4(2)
        .number8(entry.getLong("seq"))
        .number8(1784023199999871L)
        .number8(1784023199999871L)
        .raw((byte) (entry.getString("outcome").equals("applied") ? 1 : 2))
        .text(entry.getString("reason"))
        .raw(commitment)
        .bytes();
  }

  /** MTH of RFC 6962, section 2.1. */
  static byte[] root(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = split(leaves.size());
    return hash(1, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /** PATH of RFC 6962, section 2.1.1. */
  static List<byte[]> path(List<byte[]> leaves, int m) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int k = split(leaves.size());
    var left = leaves.subList(0, k);
    var right = leaves.subList(k, leaves.size());
    var path = new ArrayList<>(m < k ? path(left, m) : path(right, m - k));
    path.add(m < k ? root(right) : root(left));
    return path;
  }

  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }

  private static byte[] hash(int prefix, byte[]... parts) {
    var packed = new Packed().raw((byte) prefix);
    Arrays.stream(parts).forEach(packed::raw);
    return sha256(packed.bytes());
  }

  private byte[] sign(byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String publicKey() {
    var x509 = keys.getPublic().getEncoded();
    return Base64.getEncoder()
        .encodeToString(Arrays.copyOfRange(x509, x509.length - 32, x509.length));
  }

  JsonArray publishedKeys() {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("keyId", "k1")
                .put("algorithm", "Ed25519")
                .put("publicKey", publicKey()));
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
