package vn.baodanh.registration.institution;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * An answer that is written piece by piece, compressed where the caller takes it. Whoever writes
 * waits for each piece to have gone out before the next but one: so a slow reader slows the
 * reading. Not thread-safe.
 */
final class LineAnswer {
  private final HttpServerResponse response;
  private final Format format;
  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
  private final Optional<GZIPOutputStream> gzip;
  private Future<?> written = Future.succeededFuture();
  private long bytes;
  private long sent;

  LineAnswer(HttpServerResponse response, Format format, boolean compressing) {
    this.response = response;
    this.format = format;
    this.gzip = compressing ? Optional.of(gzip()) : Optional.empty();
    response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType());
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (compressing) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
  }

  private GZIPOutputStream gzip() {
    try {
      return new GZIPOutputStream(compressed, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void begin() {
    write(format.beginning());
  }

  /**
   * @param count how many they are
   * @param lines NDJSON
   */
  void lines(int count, Buffer lines) {
    write(format.of(lines));
    sent += count;
  }

  /** Returns when all has gone out. */
  void end() {
    if (gzip.isPresent()) {
      try {
        gzip.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      send(taken());
    }
    written.await();
    response.end().await();
  }

  /** Lines that were given to the connection. */
  long sent() {
    return sent;
  }

  /** Bytes of the body that were given to the connection. */
  long bytes() {
    return bytes;
  }

  private void write(Buffer piece) {
    if (piece.length() > 0) {
      send(gzip.isPresent() ? compressed(gzip.get(), piece) : piece);
    }
  }

  private void send(Buffer piece) {
    if (piece.length() > 0) {
      written.await();
      written = response.write(piece);
      bytes += piece.length();
    }
  }

  private Buffer compressed(GZIPOutputStream stream, Buffer piece) {
    try {
      stream.write(piece.getBytes());
      stream.flush();
      return taken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Buffer taken() {
    Buffer piece = Buffer.buffer(compressed.toByteArray());
    compressed.reset();
    return piece;
  }
}
