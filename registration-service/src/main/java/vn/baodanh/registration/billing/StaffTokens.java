package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.audit.Audit;
import vn.baodanh.registration.person.Actor;
import vn.baodanh.registration.person.Grant;
import vn.baodanh.registration.person.Role;

/**
 * {@code POST /v1/staff/payment-token}: a token with which finance staff work at the payment
 * adapter, with the roles that they are granted here. That it was given out is on record first.
 */
final class StaffTokens {
  private final Pool pool;
  private final CallerTokens tokens;

  StaffTokens(Pool pool, CallerTokens tokens) {
    this.pool = pool;
    this.tokens = tokens;
  }

  void createPaymentToken(RoutingContext ctx) {
    Actor actor = Actor.of(ctx);
    List<String> roles = actor.grants().stream().map(Grant::role).map(Role::text).toList();
    Postgres.orUnavailable(
            person(actor.personId())
                .compose(person -> noted(actor, tokens.sign(person.toString(), roles))))
        .onSuccess(signed ->
            ctx.json(
                new JsonObject()
                    .put("token", signed.token())
                    .put("expiresAt", BillAnswers.text(signed.expiresAt()))
                    .put("roles", new JsonArray(signed.roles()))))
        .onFailure(ctx::fail);
  }

  /** The adapter asks for two people by their subjects: accounts of one person have one. */
  private Future<UUID> person(UUID account) {
    return pool.preparedQuery("SELECT person_of($1)")
        .execute(Tuple.of(account))
        .map(rows -> rows.iterator().next().getUUID(0));
  }

  private Future<CallerTokens.Signed> noted(Actor actor, CallerTokens.Signed signed) {
    JsonObject details = new JsonObject().put("roles", new JsonArray(signed.roles()));
    return Audit.add(pool, actor, "payment-token.issue", actor.personId().toString(), details)
        .map(signed);
  }
}
