package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/** A service's OpenAPI contract: what is routed, validated and shown is read from it. */
public final class Contract {

  private final JsonObject document;

  private Contract(JsonObject document) {
    this.document = document;
  }

  /** Reads the contract from the class path. Fails if it is no OpenAPI 3.1 document that can be routed. */
  public static Future<Contract> load(Vertx vertx, String resource) {
    return Future.failedFuture(new UnsupportedOperationException(resource));
  }

  /** The contract as it is published. */
  public JsonObject document() {
    return document;
  }

  /**
   * A router with every operation of the contract, and {@code /openapi.yaml} and {@code /docs}.
   *
   * @param handlers one for each operationId
   * @param bearer called before operations that have {@code security}; fails the context or calls next
   * @param readByHand operations whose body the handler itself judges; path, query and headers too
   * @throws IllegalArgumentException naming the operations without handler and the handlers without operation
   */
  public Router router(
      Map<String, Handler<RoutingContext>> handlers, Handler<RoutingContext> bearer, Set<String> readByHand) {
    throw new UnsupportedOperationException();
  }
}
