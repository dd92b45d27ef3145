package vn.baodanh.registration.catalogue;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/catalogue/programmes}. Runs on an event loop and waits for nothing. */
public final class ListProgrammes implements Handler<RoutingContext> {
  private final Listing programmes;

  public ListProgrammes(Catalogue catalogue) {
    this.programmes = catalogue.programmes();
  }

  @Override
  public void handle(RoutingContext ctx) {
    ListingAnswer.send(ctx, programmes, Question.of(ctx, true));
  }
}
