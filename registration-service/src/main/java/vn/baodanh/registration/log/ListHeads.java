package vn.baodanh.registration.log;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Base64;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.Problems;

/**
 * Publishes the log's signed heads and the key that checks them. Anyone may read it, and should:
 * copies keep us honest.
 */
public final class ListHeads implements Handler<RoutingContext> {
  private static final int MOST = 1_000;
  private static final Problem UNAVAILABLE =
      Problem.of(
              503,
              "unavailable",
              "Chưa đọc được sổ. Xin thử lại sau ít giây.",
              "The log cannot be read right now. Please try again in a few seconds.")
          .withRetryAfter(Duration.ofSeconds(2));

  private final LogStore store;
  private final LogSigner signer;

  public ListHeads(Pool pool, LogSigner signer) {
    this.store = new LogStore(pool);
    this.signer = signer;
  }

  @Override
  public void handle(RoutingContext ctx) {
    String partition = ctx.request().getParam("partition");
    var heads =
        partition == null
            ? store.newestHeads()
            : store.headsAfter(
                Integer.parseInt(partition),
                number(ctx, "after", 0),
                (int) number(ctx, "limit", MOST));
    heads
        .onSuccess(found -> {
          JsonArray json = new JsonArray();
          found.forEach(head -> json.add(head.toJson()));
          ctx.json(new JsonObject().put("keys", new JsonArray().add(key())).put("heads", json));
        })
        .onFailure(failure -> Problems.answer(ctx.response(), UNAVAILABLE));
  }

  private JsonObject key() {
    return new JsonObject()
        .put("keyId", signer.keyId())
        .put("algorithm", "Ed25519")
        .put("publicKey", Base64.getEncoder().encodeToString(signer.publicKey()));
  }

  private static long number(RoutingContext ctx, String name, long fallback) {
    String value = ctx.request().getParam(name);
    return value == null
        ? fallback
        : Math.min(Long.parseLong(value), name.equals("limit") ? MOST : Long.MAX_VALUE);
  }
}
