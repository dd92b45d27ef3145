package vn.baodanh.registration.identity;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.message.Messages;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Person;

/** What authorities know of candidates, wired; one method an operation. */
public final class Identity {
  private final Pool pool;
  private final IdentityStore store;
  private final Candidates candidates;
  private final Messages messages;
  private final IdentitySettings settings;
  private final Optional<Outside> population;
  private final Optional<Outside> sector;

  public Identity(
      Vertx vertx, Pool pool, Candidates candidates, Messages messages, IdentitySettings settings) {
    this.pool = pool;
    this.store = new IdentityStore(pool);
    this.candidates = candidates;
    this.messages = messages;
    this.settings = settings;
    this.population =
        settings
            .population()
            .map(uri ->
                new Outside(vertx, "population", uri, settings.longest(), settings.together()));
    this.sector =
        settings
            .sector()
            .map(uri -> new Outside(vertx, "sector", uri, settings.longest(), settings.together()));
  }

  /** To be deployed on a virtual thread; nothing where there is nobody to ask. */
  public List<Deployable> checkers() {
    return population
        .<List<Deployable>>map(outside ->
            List.of(
                new IdentityChecker(
                    pool,
                    new PopulationRegister(outside),
                    messages,
                    settings.together(),
                    settings.longest().multipliedBy(4))))
        .orElse(List.of());
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of("getIdentityCheck", this::getIdentityCheck, "getPrefill", this::getPrefill);
  }

  private Person person(RoutingContext ctx) {
    return candidates.of(Tokens.bearer(ctx), Received.at(ctx));
  }

  private void getIdentityCheck(RoutingContext ctx) {
    Postgres.orUnavailable(store.of(person(ctx)))
        .onSuccess(found ->
            ctx.json(
                found.orElseGet(() ->
                    new JsonObject()
                        .put("state", "not-checked")
                        .put("differing", new JsonArray()))))
        .onFailure(ctx::fail);
  }

  /** Only for the number that the portal itself names: nobody is shown another's. */
  private void getPrefill(RoutingContext ctx) {
    Bearer bearer = Tokens.bearer(ctx);
    person(ctx);
    if (sector.isEmpty()) {
      ctx.json(prefill("unavailable", new JsonObject()));
      return;
    }
    Future<Optional<JsonObject>> pupil =
        bearer
            .citizenNumber()
            .map(new SectorDatabase(sector.get())::pupil)
            .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    pupil
        .onSuccess(found ->
            ctx.json(
                found
                    .map(known -> prefill("found", known))
                    .orElseGet(() -> prefill("none", new JsonObject()))))
        .onFailure(failure -> ctx.json(prefill("unavailable", new JsonObject())));
  }

  private static JsonObject prefill(String status, JsonObject registration) {
    return new JsonObject().put("status", status).put("registration", registration);
  }

  public Future<Void> close() {
    population.ifPresent(Outside::close);
    sector.ifPresent(Outside::close);
    return Future.succeededFuture();
  }
}
