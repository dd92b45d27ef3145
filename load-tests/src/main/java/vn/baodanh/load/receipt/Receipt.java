package vn.baodanh.load.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A filing as recorded, its path in the tree of its batch (RFC 6962), and the tree's head. */
public record Receipt(JsonObject entry, long leafIndex, List<byte[]> path, Head head) {

  public static Receipt of(JsonObject json) {
    var hashes = Json.array(json, "path");
    var path = new ArrayList<byte[]>();
    for (int i = 0; i < hashes.size(); i++) {
      path.add(HexFormat.of().parseHex(hashes.getString(i)));
    }
    return new Receipt(
        Json.object(json, "entry"),
        Json.number(json, "leafIndex").longValue(),
        path,
        Head.of(Json.object(json, "head")));
  }

  /** What does not hold; empty when the receipt proves what it says. */
  public List<String> faults(PublicKeys keys) {
    var faults = new ArrayList<String>();
    var digest = digest();
    if (!HexFormat.of().formatHex(digest).equals(Json.text(entry, "digest"))) {
      faults.add("digest: not that of what was filed");
    }
    if (Json.number(entry, "partition").intValue() != head.partition()) {
      faults.add("partition: the head is another partition's");
    }
    if (Json.number(entry, "seq").longValue() != head.firstSeq() + leafIndex) {
      faults.add("seq: not the place of this leaf in the head");
    }
    var root = root(new Packed().raw((byte) 0).raw(leaf(digest)).sha256());
    if (root.isEmpty()) {
      faults.add("path: does not fit a tree of " + head.size() + " leaves");
    } else if (!Arrays.equals(root.get(), head.root())) {
      faults.add("root: the entry is not under the head's root");
    }
    head.fault(keys).ifPresent(faults::add);
    return faults;
  }

  private byte[] digest() {
    return switch (Json.text(entry, "kind")) {
      case "preferences" -> digest(Json.array(entry, "preferences"));
      case "exam-registration" ->
          new Packed().raw(("exam-registration\n" + registration()).getBytes(UTF_8)).sha256();
      default -> throw new IllegalArgumentException("No such kind: " + Json.text(entry, "kind"));
    };
  }

  /** As JSON without white space; nothing when it was withdrawn. */
  private String registration() {
    return entry.containsKey("withdrawn") ? "" : Json.object(entry, "registration").encode();
  }

  private static byte[] digest(JsonArray preferences) {
    var lines = new StringBuilder("preferences\n");
    for (int i = 0; i < preferences.size(); i++) {
      var preference = preferences.getJsonObject(i);
      lines
          .append(Json.text(preference, "institutionCode"))
          .append('/')
          .append(Json.text(preference, "programmeCode"));
      if (preference.containsKey("methodCode") || preference.containsKey("subjectGroupCode")) {
        lines
            .append('/')
            .append(preference.getString("methodCode", ""))
            .append('/')
            .append(preference.getString("subjectGroupCode", ""));
      }
      lines.append('\n');
    }
    return new Packed().raw(lines.toString().getBytes(UTF_8)).sha256();
  }

  private byte[] leaf(byte[] digest) {
    var commitment =
        new Packed()
            .raw(HexFormat.of().parseHex(Json.text(entry, "salt")))
            .uuid(UUID.fromString(Json.text(entry, "candidateId")))
            .raw(digest)
            .sha256();
    return new Packed()
        .uuid(UUID.fromString(Json.text(entry, "filingId")))
        .number4(Json.number(entry, "partition").intValue())
        .number8(Json.number(entry, "seq").longValue())
        .number8(Long.parseLong(Json.text(entry, "order")))
        .instant(Instant.parse(Json.text(entry, "receivedAt")))
        .raw(outcome(Json.text(entry, "outcome")))
        .text(Json.text(entry, "reason"))
        .raw(commitment)
        .bytes();
  }

  private static byte outcome(String outcome) {
    return switch (outcome) {
      case "applied" -> 1;
      case "refused" -> 2;
      case "overtaken" -> 3;
      default -> throw new IllegalArgumentException("No such outcome: " + outcome);
    };
  }

  /** The root that leaf and path lead to (RFC 9162, section 2.1.3.2); empty if they cannot. */
  private Optional<byte[]> root(byte[] leafHash) {
    long index = leafIndex;
    long last = head.size() - 1L;
    if (index < 0 || index > last) {
      return Optional.empty();
    }
    var hash = leafHash;
    for (var sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((index & 1) == 1 || index == last) {
        hash = node(sibling, hash);
        while ((index & 1) == 0 && index != 0) {
          index >>= 1;
          last >>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      index >>= 1;
      last >>= 1;
    }
    return last == 0 ? Optional.of(hash) : Optional.empty();
  }

  private static byte[] node(byte[] left, byte[] right) {
    return new Packed().raw((byte) 1).raw(left).raw(right).sha256();
  }
}
