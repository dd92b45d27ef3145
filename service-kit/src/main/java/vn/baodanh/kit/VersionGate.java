package vn.baodanh.kit;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Makes a request of another version than HTTP/1.0 and 1.1 an invalid one: Vert.x would answer it
 * 501 with nothing in it, and that is no fault of ours.
 */
@Sharable
final class VersionGate extends ChannelInboundHandlerAdapter {

  private static final VersionGate GATE = new VersionGate();
  private static final DecoderResult REFUSED =
      DecoderResult.failure(new DecoderException("neither HTTP/1.0 nor HTTP/1.1"));

  /** Puts it before everything that reads requests of this connection. */
  static void guard(HttpConnection connection) {
    ((HttpServerConnection) connection)
        .channelHandlerContext()
        .pipeline()
        .addBefore("handler", "version", GATE);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request
        && request.decoderResult().isSuccess()
        && !isKnown(request.protocolVersion())) {
      request.setDecoderResult(REFUSED);
    }
    ctx.fireChannelRead(message);
  }

  /** As Vert.x sees it: {@code http/1.1} is equal, and yet another one. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isKnown(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }
}
