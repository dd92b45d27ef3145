package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A service's OpenAPI contract: what is routed, secured, validated and shown is read from it. */
public final class Contract {

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private final Vertx vertx;
  private final Buffer yaml;
  private final JsonObject document;
  private final OpenAPIContract contract;

  private Contract(Vertx vertx, Buffer yaml, JsonObject document, OpenAPIContract contract) {
    this.vertx = vertx;
    this.yaml = yaml;
    this.document = document;
    this.contract = contract;
  }

  /**
   * Reads the contract from the class path. Fails if it is no OpenAPI 3.1 document that can be
   * routed.
   */
  public static Future<Contract> load(Vertx vertx, String resource) {
    return vertx
        .fileSystem()
        .readFile(resource)
        .compose(yaml -> {
          var document = ContractFile.parse(yaml.toString());
          return OpenAPIContract.from(vertx, ContractFile.routable(document))
              .map(contract -> new Contract(vertx, yaml, document, contract));
        });
  }

  /** The contract as it is published. */
  public JsonObject document() {
    return document;
  }

  /** {@link #router(Map, Handler, RoleGate, Set, HttpLimits)} with the usual limits. */
  public Router router(
      Map<String, Handler<RoutingContext>> handlers,
      Handler<RoutingContext> bearer,
      RoleGate roles,
      Set<String> readByHand) {
    return router(handlers, bearer, roles, readByHand, HttpLimits.DEFAULT);
  }

  /**
   * A router with every operation of the contract, and {@code /openapi.yaml} and {@code /docs}.
   * Every failure is answered with a problem document. Works behind an {@link ApiServer} only.
   *
   * @param handlers one for each operationId; a body is in {@code ctx.body().buffer()}
   * @param bearer called before operations that have {@code security}; fails the context or calls
   *     next
   * @param roles asked after that, before operations that name roles ({@code x-roles}, and for
   *     machines {@code x-scope}), and before anything of the request is judged
   * @param readByHand operations that judge parameters and body themselves; they are called only
   *     with a body that came in time, is within its bound, of the right type, and not empty
   * @param limits for every operation; a request body that names {@code x-most-bytes} has that
   *     bound instead of the usual one. One that names {@code x-streamed-within-seconds} is not
   *     read before the handler is called: the handler reads it as it comes, and bounds it
   * @throws IllegalArgumentException naming the operations without handler and the handlers without
   *     operation, or an operation with roles and without {@code security}
   */
  public Router router(
      Map<String, Handler<RoutingContext>> handlers,
      Handler<RoutingContext> bearer,
      RoleGate roles,
      Set<String> readByHand,
      HttpLimits limits) {
    checkNames(handlers.keySet(), readByHand);
    var router = Router.router(vertx);
    router.route().handler(Contract::begin);
    contract.operations().stream()
        .sorted(inOrderOfTrial(readByHand))
        .forEach(operation -> {
          var route = router.route(operation.getHttpMethod(), vertxPath(operation));
          if (!operation.getSecurityRequirements().isEmpty()) {
            route.handler(Contract::keepOutOfCaches).handler(bearer);
          }
          admitRoles(route, operation, roles);
          if (operation.getRequestBody() != null) {
            readBody(route, operation, limits);
          }
          if (!readByHand.contains(operation.getOperationId())) {
            route.handler(new RequestCheck(operation, contract.getSchemaRepository()));
          }
          route.handler(handler(handlers, operation.getOperationId()));
        });
    refuseOtherMethods(router);
    showContract(router);
    Failures.answerAll(router);
    return router;
  }

  /**
   * The router tries one route after the other: whoever reads by hand is in a hurry, and paths with
   * parameters must not catch others.
   */
  private static Comparator<Operation> inOrderOfTrial(Set<String> readByHand) {
    return Comparator.<Operation, Boolean>comparing(
            operation -> operation.getAbsoluteOpenAPIPath().contains("{"))
        .thenComparing(operation -> !readByHand.contains(operation.getOperationId()));
  }

  private void checkNames(Set<String> handlers, Set<String> readByHand) {
    var operations = new TreeSet<String>();
    contract.operations().forEach(operation -> operations.add(operation.getOperationId()));
    var missing = new TreeSet<>(operations);
    missing.removeAll(handlers);
    var unknown = new TreeSet<>(handlers);
    unknown.addAll(readByHand);
    unknown.removeAll(operations);
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "The contract's operations "
              + missing
              + " have no handler; "
              + unknown
              + " are no operations of it");
    }
  }

  private static Handler<RoutingContext> handler(
      Map<String, Handler<RoutingContext>> handlers, String operationId) {
    @Nullable Handler<RoutingContext> handler = handlers.get(operationId);
    if (handler == null) {
      throw new IllegalArgumentException(operationId + " has no handler");
    }
    return handler;
  }

  private static void begin(RoutingContext ctx) {
    Received.keep(ctx);
    ctx.response().putHeader(REQUEST_ID, Received.of(ctx).requestId());
    if (isPlain(ctx)) {
      ctx.next();
    } else {
      ctx.fail(404);
    }
  }

  /**
   * An address has one spelling: the router would take {@code //} and a slash at the end as well,
   * and what stands before it (caches, firewalls) may not.
   */
  private static boolean isPlain(RoutingContext ctx) {
    var path = ctx.request().path();
    try {
      return path != null
          && path.equals(ctx.normalizedPath())
          && (path.length() == 1 || !path.endsWith("/"));
    } catch (IllegalArgumentException e) {
      return false; // % and no two hexadecimal digits
    }
  }

  private static void keepOutOfCaches(RoutingContext ctx) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    ctx.next();
  }

  private static void admitRoles(Route route, Operation operation, RoleGate gate) {
    var named = operation.getOpenAPIModel().getJsonArray("x-roles");
    if (named == null) {
      return;
    }
    if (operation.getSecurityRequirements().isEmpty()) {
      throw new IllegalArgumentException(operation.getOperationId() + " has roles, no security");
    }
    var roles = named.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
    var scope = Optional.ofNullable(operation.getOpenAPIModel().getString("x-scope"));
    route.handler(ctx -> {
      gate.admit(ctx, roles, scope);
      ctx.next();
    });
  }

  @SuppressWarnings(
      "UnnecessaryMethodReference") // it hides from Vert.x that this is a body handler
  private void readBody(Route route, Operation operation, HttpLimits limits) {
    var body = publishedBody(operation);
    if (body.containsKey("x-streamed-within-seconds")) {
      route.handler(new BodyGate(body, limits.bodyWithin(streamedWithin(body))));
      return;
    }
    var gate = new BodyGate(body, limits);
    var reader =
        BodyHandler.create(false).setBodyLimit(body.getInteger("x-most-bytes", limits.bodyBytes()));
    route
        .handler(gate)
        .handler(reader::handle) // Vert.x wants body handlers before all others
        .handler(gate::pass);
  }

  private static Duration streamedWithin(JsonObject body) {
    return Duration.ofSeconds(body.getInteger("x-streamed-within-seconds"));
  }

  /** With the media types' own names. */
  private JsonObject publishedBody(Operation operation) {
    var method = operation.getHttpMethod().name().toLowerCase(Locale.ROOT);
    return document
        .getJsonObject("paths")
        .getJsonObject(operation.getOpenAPIPath())
        .getJsonObject(method)
        .getJsonObject("requestBody");
  }

  private static String vertxPath(Operation operation) {
    return operation.getAbsoluteOpenAPIPath().replaceAll("\\{([^}]+)}", ":$1");
  }

  /**
   * Comes after the operations: who gets here used a method that the path does not have (RFC 9110,
   * 15.5.6).
   */
  private void refuseOtherMethods(Router router) {
    var methods = new TreeMap<String, TreeSet<String>>();
    for (var operation : contract.operations()) {
      methods
          .computeIfAbsent(vertxPath(operation), path -> new TreeSet<>())
          .add(operation.getHttpMethod().name());
    }
    methods.forEach((path, allowed) -> {
      var allow = String.join(", ", allowed);
      router
          .route(path)
          .handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, allow);
            ctx.fail(405);
          });
    });
  }

  private void showContract(Router router) {
    var page = ContractPage.of(document);
    router
        .get("/openapi.yaml")
        .handler(ctx ->
            ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml").end(yaml));
    router
        .get("/docs")
        .handler(ctx ->
            ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", page.contentSecurityPolicy())
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(page.html()));
  }
}
