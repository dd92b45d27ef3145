package vn.baodanh.registration.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;
import vn.baodanh.registration.filing.Digests;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Outcome;

/**
 * One recorded filing as the log commits to it. Who filed what stands in it only as a commitment
 * under a salt of its own: once salt and content are erased, nothing leads from the log back to
 * them, and the chain still holds.
 *
 * @param reason empty for none
 * @param commitment SHA-256 of salt, candidate and digest ({@link #commitment})
 */
public record Leaf(
    UUID filing,
    int partition,
    long seq,
    long orderUs,
    long receivedUs,
    Outcome outcome,
    String reason,
    byte[] commitment) {

  /**
   * @param salt 16 random bytes
   * @param digest SHA-256 of the filing's typed body
   */
  public static byte[] commitment(byte[] salt, UUID candidate, byte[] digest) {
    MessageDigest sha = Digests.sha256();
    sha.update(salt);
    sha.update(FilingId.bytes(candidate));
    return sha.digest(digest);
  }

  public byte[] hash() {
    byte[] text = reason.getBytes(UTF_8);
    ByteBuffer leaf = ByteBuffer.allocate(16 + 4 + 8 + 8 + 8 + 1 + 4 + text.length + 32);
    leaf.putLong(filing.getMostSignificantBits()).putLong(filing.getLeastSignificantBits());
    leaf.putInt(partition).putLong(seq).putLong(orderUs).putLong(receivedUs);
    leaf.put((byte) outcome.code()).putInt(text.length).put(text).put(commitment);
    return MerkleTree.leafHash(leaf.array());
  }
}
