package vn.baodanh.load.play;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A whole answer of the service. */
record Reply(int status, Optional<String> etag, Optional<Long> retryAfterS, JsonObject body) {

  static Reply of(HttpResponse<String> response) {
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("ETag"),
        response.headers().firstValue("Retry-After").map(Long::valueOf),
        json(response.body()));
  }

  private static JsonObject json(String text) {
    try {
      return text.startsWith("{") ? new JsonObject(text) : new JsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  /** The version in the entity tag; 0 where there is none. */
  long version() {
    return etag.map(tag -> Long.parseLong(tag.replace("\"", ""))).orElse(0L);
  }

  /** Stable code of a problem document, or the empty string. */
  String code() {
    return body.getString("code", "");
  }

  @Override
  public String toString() {
    return status + " " + body.encode();
  }
}
