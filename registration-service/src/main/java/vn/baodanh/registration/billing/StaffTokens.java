package vn.baodanh.registration.billing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
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
    CallerTokens.Signed signed = tokens.sign(actor.personId().toString(), roles);
    JsonObject details = new JsonObject().put("roles", new JsonArray(signed.roles()));
    Postgres.orUnavailable(
            Audit.add(pool, actor, "payment-token.issue", actor.personId().toString(), details))
        .onSuccess(noted ->
            ctx.json(
                new JsonObject()
                    .put("token", signed.token())
                    .put("expiresAt", BillAnswers.text(signed.expiresAt()))
                    .put("roles", new JsonArray(signed.roles()))))
        .onFailure(ctx::fail);
  }
}
