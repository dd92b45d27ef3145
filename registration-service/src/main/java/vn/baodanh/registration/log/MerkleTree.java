package vn.baodanh.registration.log;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import vn.baodanh.registration.filing.Digests;

/**
 * The tree of RFC 6962, section 2.1, over leaf hashes that are already computed. Not thread-safe.
 */
public final class MerkleTree {
  private static final byte NODE = 1;

  private final byte[][] leaves;
  private final MessageDigest sha = Digests.sha256();

  /**
   * @param leafHashes at least one, 32 bytes each
   */
  public MerkleTree(List<byte[]> leafHashes) {
    if (leafHashes.isEmpty()) {
      throw new IllegalArgumentException("a tree needs a leaf");
    }
    this.leaves = leafHashes.toArray(byte[][]::new);
  }

  public byte[] root() {
    return root(0, leaves.length);
  }

  /** The hashes beside the way from this leaf up to the root, the leaf's neighbour first. */
  public List<byte[]> path(int leaf) {
    List<byte[]> path = new ArrayList<>();
    collectPath(leaf, 0, leaves.length, path);
    return path;
  }

  private byte[] root(int from, int to) {
    if (to - from == 1) {
      return leaves[from];
    }
    int split = from + leftSize(to - from);
    byte[] left = root(from, split);
    byte[] right = root(split, to);
    sha.update(NODE);
    sha.update(left);
    return sha.digest(right);
  }

  private void collectPath(int leaf, int from, int to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    int split = from + leftSize(to - from);
    if (leaf < split) {
      collectPath(leaf, from, split, path);
      path.add(root(split, to));
    } else {
      collectPath(leaf, split, to, path);
      path.add(root(from, split));
    }
  }

  /** The largest power of two below n. */
  private static int leftSize(int n) {
    return Integer.highestOneBit(n - 1);
  }

  static byte[] leafHash(byte[] leaf) {
    MessageDigest sha = Digests.sha256();
    sha.update((byte) 0);
    return sha.digest(leaf);
  }
}
