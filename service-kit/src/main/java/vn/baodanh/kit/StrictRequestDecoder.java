package vn.baodanh.kit;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Reads requests as Vert.x 5.0 does, but for two things. Vert.x takes {@code Content-Xength} for
 * {@code Content-Length}, and so {@code Content-Type}, because it does not look at the letter after
 * the hyphen: whoever stands before it may see other requests than it does (request smuggling). And
 * it answers other versions than HTTP/1.0 and 1.1 with 501 and nothing in it; here they are
 * invalid.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

  StrictRequestDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Puts it in the place of Vert.x's own, on a connection that nothing was read from yet. */
  static void install(HttpConnection connection, HttpServerOptions options) {
    ((HttpServerConnection) connection)
        .channelHandlerContext()
        .pipeline()
        .replace(VertxHttpRequestDecoder.class, "httpDecoder", new StrictRequestDecoder(options));
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    var name = super.splitHeaderName(line, start, length);
    return stands(name, line, start) ? name : new AsciiString(line, start, length, true);
  }

  private static boolean stands(AsciiString name, byte[] line, int start) {
    for (int i = 0; i < name.length(); i++) {
      if (small(name.byteAt(i)) != small(line[start + i])) {
        return false;
      }
    }
    return true;
  }

  private static int small(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }

  @Override
  protected HttpMessage createMessage(String[] line) {
    var message = super.createMessage(line);
    if (!isKnown(message.protocolVersion())) {
      throw new IllegalArgumentException("neither HTTP/1.0 nor HTTP/1.1");
    }
    return message;
  }

  /** As Vert.x sees it: {@code http/1.1} is equal, and yet another one. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isKnown(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }
}
