package vn.baodanh.registration.catalogue;

import java.util.HexFormat;
import vn.baodanh.registration.filing.Digests;

/** Names contents by their SHA-256. */
final class Sha256 {
  static byte[] of(byte[]... pieces) {
    var sha256 = Digests.sha256();
    for (var piece : pieces) {
      sha256.update(piece);
    }
    return sha256.digest();
  }

  /** The first 16 hexadecimal digits: enough to tell contents apart that nobody forges. */
  static String shortly(byte[]... pieces) {
    return HexFormat.of().formatHex(of(pieces), 0, 8);
  }

  private Sha256() {}
}
