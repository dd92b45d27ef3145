package vn.baodanh.registration.catalogue;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/**
 * {@code GET /v1/catalogue/…}, one for each kind: what is in force now. Runs on an event loop and
 * waits for nothing.
 */
final class ListEntries implements Handler<RoutingContext> {
  private final Catalogue catalogue;
  private final Clock clock;
  private final Kind kind;

  ListEntries(Catalogue catalogue, Clock clock, Kind kind) {
    this.catalogue = catalogue;
    this.clock = clock;
    this.kind = kind;
  }

  @Override
  public void handle(RoutingContext ctx) {
    var edition = catalogue.at(clock.instant());
    ListingAnswer.send(ctx, edition.listing(kind), Question.of(ctx, kind, edition.year()));
  }
}
