package vn.baodanh.registration.institution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses pieces that are kept (RFC 1952). */
final class Gzip {
  private Gzip() {}

  static byte[] compressed(byte[] plain) {
    var bytes = new ByteArrayOutputStream(plain.length / 4);
    try (var stream = new GZIPOutputStream(bytes)) {
      stream.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] plain(byte[] compressed) {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
