package vn.baodanh.registration.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static List<byte[]> leaves(int count) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(MerkleTree.leafHash(ByteBuffer.allocate(4).putInt(i).array()));
    }
    return leaves;
  }

  /**
   * RFC 6962, 2.1.1 turned around: from the leaf up, by the place of the leaf and the size of the
   * tree.
   */
  private static byte[] climb(byte[] leaf, int place, int size, List<byte[]> path)
      throws Exception {
    byte[] hash = leaf;
    int last = size - 1;
    int at = place;
    for (byte[] sibling : path) {
      if (at % 2 == 1 || at == last) {
        hash = node(sibling, hash);
        while (at % 2 == 0 && at != 0) {
          at /= 2;
          last /= 2;
        }
      } else {
        hash = node(hash, sibling);
      }
      at /= 2;
      last /= 2;
    }
    return hash;
  }

  private static byte[] node(byte[] left, byte[] right) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update((byte) 1);
    sha.update(left);
    return sha.digest(right);
  }

  @Test
  void everyLeafOfEveryTreeClimbsToItsRoot() throws Exception {
    for (int size = 1; size <= 70; size++) {
      List<byte[]> leaves = leaves(size);
      MerkleTree tree = new MerkleTree(leaves);
      for (int place = 0; place < size; place++) {
        assertArrayEquals(
            tree.root(),
            climb(leaves.get(place), place, size, tree.path(place)),
            "leaf " + place + " of " + size);
      }
    }
  }

  @Test
  void theHashOfAnEmptyLeafIsThatOfRfc6962() {
    // Published with RFC 6962's test data: SHA-256 of one zero byte.
    assertEquals(
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        HexFormat.of().formatHex(MerkleTree.leafHash(new byte[0])));
  }
}
