package vn.baodanh.registration.catalogue;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The catalogue over HTTP. */
public final class CatalogueHandlers {
  private final Catalogue catalogue;
  private final Clock clock;

  public CatalogueHandlers(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    Map<String, Handler<RoutingContext>> handlers = new HashMap<>();
    for (var kind : Kind.values()) {
      handlers.put(kind.operation(), new ListEntries(catalogue, clock, kind));
    }
    return handlers;
  }
}
