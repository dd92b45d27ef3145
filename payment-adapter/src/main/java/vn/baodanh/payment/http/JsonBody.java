package vn.baodanh.payment.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** The body of a request that the contract has let pass. */
public final class JsonBody {
  private JsonBody() {}

  public static JsonObject of(RoutingContext ctx) {
    return Objects.requireNonNull(ctx.body().asJsonObject(), "the contract requires a body");
  }
}
