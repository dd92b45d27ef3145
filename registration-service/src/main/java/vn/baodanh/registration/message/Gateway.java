package vn.baodanh.registration.message;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.Set;

/**
 * A channel that another service runs: SMS, the portal's inbox. Each letter is one {@code POST} of
 * {@code {to, title, titleEn, text, textEn}} with the letter's key as {@code Idempotency-Key}; any
 * 2xx means taken. 4xx means never, but for 408 and 429.
 */
final class Gateway implements Channel {
  private static final int CONNECT_MS = 5_000;
  private static final int LONGEST_MS = 10_000;
  private static final Set<Integer> COME_AGAIN = Set.of(408, 429);

  private final String name;
  private final URI address;
  private final WebClient client;

  Gateway(Vertx vertx, String name, URI address, int connections) {
    this.name = name;
    this.address = address;
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions().setConnectTimeout(CONNECT_MS).setFollowRedirects(false),
            new io.vertx.core.http.PoolOptions().setHttp1MaxSize(connections));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Future<Void> send(Letter letter) {
    Notice notice = letter.notice();
    return client
        .postAbs(address.toString())
        .putHeader("Idempotency-Key", letter.key())
        .timeout(LONGEST_MS)
        .sendJsonObject(
            new JsonObject()
                .put("to", letter.to())
                .put("title", notice.title())
                .put("titleEn", notice.titleEn())
                .put("text", notice.text())
                .put("textEn", notice.textEn()))
        .compose(Gateway::judged);
  }

  private static Future<Void> judged(HttpResponse<?> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return Future.succeededFuture();
    }
    return Future.failedFuture(
        status / 100 == 4 && !COME_AGAIN.contains(status)
            ? new UndeliverableException("HTTP " + status)
            : new IllegalStateException("HTTP " + status));
  }

  @Override
  public Future<Void> close() {
    client.close();
    return Future.succeededFuture();
  }
}
