package vn.baodanh.kit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One static file, compressed once: what it is, and what is sent.
 *
 * @param plain as it is
 * @param gzip compressed; the same as plain where that would not be shorter
 * @param tag strong entity tag (RFC 9110, 8.8.3), in quotes
 */
record SiteFile(String type, Buffer plain, Buffer gzip, String tag) {

  private static final CharSequence VARY = HttpHeaders.createOptimized("Accept-Encoding");

  static SiteFile of(String name, byte[] content) {
    var packed = gzip(content);
    return new SiteFile(
        SiteTypes.of(name),
        Buffer.buffer(content),
        Buffer.buffer(packed.length < content.length ? packed : content),
        '"' + SiteTypes.hash(content) + '"');
  }

  /** Answers 304 where the caller has it at hand already. */
  void send(RoutingContext ctx, CharSequence cacheControl) {
    var response = ctx.response();
    boolean packed =
        gzip.length() < plain.length() && accepts(ctx.request().getHeader("Accept-Encoding"));
    var tagSent = packed ? tag.substring(0, tag.length() - 1) + "-gzip\"" : tag;
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
        .putHeader(HttpHeaders.ETAG, tagSent)
        .putHeader(HttpHeaders.VARY, VARY);
    if (isAtHand(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH), tagSent)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    if (packed) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.end(packed ? gzip : plain);
  }

  private static boolean accepts(@Nullable String encodings) {
    return encodings != null
        && Arrays.stream(encodings.split(","))
            .map(String::strip)
            .anyMatch(one -> one.matches("gzip(\\s*;\\s*q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?"));
  }

  private static boolean isAtHand(@Nullable String tags, String tag) {
    return tags != null
        && Arrays.stream(tags.split(","))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
  }

  private static byte[] gzip(byte[] content) {
    var packed = new ByteArrayOutputStream();
    try (var out =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
