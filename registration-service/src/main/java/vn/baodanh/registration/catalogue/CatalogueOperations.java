package vn.baodanh.registration.catalogue;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.approval.Proposals;
import vn.baodanh.registration.catalogue.VersionStore.StoredFile;
import vn.baodanh.registration.filing.Rules;

/** What staff do with the catalogue: propose files, see versions, fetch the file of one. */
public final class CatalogueOperations {
  private static final String PAGE = "50";

  private final Vertx vertx;
  private final Pool pool;
  private final Catalogue catalogue;
  private final Clock clock;
  private final ProposeFile proposeFile;

  public CatalogueOperations(
      Vertx vertx, Pool pool, Proposals proposals, Catalogue catalogue, Rules rules, Clock clock) {
    this.vertx = vertx;
    this.pool = pool;
    this.catalogue = catalogue;
    this.clock = clock;
    this.proposeFile = new ProposeFile(vertx, pool, proposals, rules, clock);
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "proposeCatalogueFile", proposeFile,
        "listCatalogueVersions", this::listCatalogueVersions,
        "getCatalogueFile", this::getCatalogueFile);
  }

  private void listCatalogueVersions(RoutingContext ctx) {
    var request = ctx.request();
    int after = Integer.parseInt(request.getParam("after", "0"));
    int limit = Integer.parseInt(request.getParam("limit", PAGE));
    Postgres.orUnavailable(VersionStore.history(pool, after, limit))
        .onSuccess(versions -> ctx.json(page(versions, after + limit)))
        .onFailure(ctx::fail);
  }

  private JsonObject page(List<JsonObject> versions, int full) {
    var page =
        new JsonObject()
            .put("inForce", catalogue.at(clock.instant()).number())
            .put("versions", new JsonArray(versions));
    if (!versions.isEmpty() && versions.getLast().getInteger("number") == full) {
      page.put("next", full);
    }
    return page;
  }

  private void getCatalogueFile(RoutingContext ctx) {
    var digest = Objects.requireNonNull(ctx.pathParam("digest"));
    Postgres.orUnavailable(VersionStore.file(pool, Buffer.buffer(HexFormat.of().parseHex(digest))))
        .compose(found -> {
          var file = found.orElseThrow(UploadProblems::fileUnknown);
          return vertx
              .executeBlocking(() -> Formulas.guarded(file.content()))
              .onSuccess(content -> send(ctx, name(file, digest), content));
        })
        .onFailure(ctx::fail);
  }

  private static String name(StoredFile file, String digest) {
    return file.kind() + "-" + digest.substring(0, 8) + ".csv";
  }

  /** As a file to be saved: no browser shows it, or takes it for anything else. */
  private static void send(RoutingContext ctx, String name, byte[] content) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv")
        .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(Buffer.buffer(content));
  }
}
