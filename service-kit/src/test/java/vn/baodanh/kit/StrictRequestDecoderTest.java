package vn.baodanh.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StrictRequestDecoderTest {

  private static final List<String> NAMES =
      List.of(
          "Host", "Accept", "Connection", "Content-Type", "Content-Length", "Transfer-Encoding");

  @Test
  void everyLetterOfAHeadersNameCounts() {
    for (var name : NAMES) {
      for (int i = 0; i < name.length(); i++) {
        var other = name.substring(0, i) + "x" + name.substring(i + 1);
        var headers = read("GET / HTTP/1.1\r\n" + other + ": 42\r\n\r\n").headers();
        assertEquals(List.of(other), List.copyOf(headers.names()));
        assertTrue(headers.getAll(name).isEmpty(), () -> other + " is taken for " + name);
      }
    }
  }

  @Test
  void aHeadersNameMayBeWrittenInAnyCase() {
    for (var name : NAMES) {
      for (var written :
          List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))) {
        var headers = read("GET / HTTP/1.1\r\n" + written + ": 42\r\n\r\n").headers();
        assertEquals(List.of("42"), headers.getAll(name), written);
      }
    }
  }

  @Test
  void whatIsNoVersionOneOfHttpIsInvalid() {
    for (var version : List.of("HTTP/1.0", "HTTP/1.1")) {
      assertTrue(read("GET / " + version + "\r\n\r\n").decoderResult().isSuccess(), version);
    }
    for (var version :
        List.of("HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/9.9", "http/1.1", "H/1.1")) {
      assertTrue(read("GET / " + version + "\r\n\r\n").decoderResult().isFailure(), version);
    }
  }

  private static HttpRequest read(String request) {
    var channel = new EmbeddedChannel(new StrictRequestDecoder(new HttpServerOptions()));
    channel.writeInbound(Unpooled.copiedBuffer(request, US_ASCII));
    HttpRequest read = channel.readInbound();
    channel.finishAndReleaseAll();
    return read;
  }
}
