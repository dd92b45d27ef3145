package vn.baodanh.registration.catalogue;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/catalogue/institutions}. Runs on an event loop and waits for nothing. */
public final class ListInstitutions implements Handler<RoutingContext> {
  private final Listing institutions;

  public ListInstitutions(Catalogue catalogue) {
    this.institutions = catalogue.institutions();
  }

  @Override
  public void handle(RoutingContext ctx) {
    ListingAnswer.send(ctx, institutions, Question.of(ctx, false));
  }
}
