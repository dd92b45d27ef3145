package vn.baodanh.payment.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.RoleGate;
import vn.baodanh.kit.Tokens;

/**
 * The roles that the bearer token says. Registration-service signs it: for itself ({@code
 * registration}), and for the staff to whom it has granted them.
 */
public final class Roles implements RoleGate {
  private static final ProblemException MISSING = new ProblemException(ROLE_MISSING);

  @Override
  public void admit(RoutingContext ctx, Set<String> roles, Optional<String> scope) {
    if (Tokens.bearer(ctx).roles().stream().noneMatch(roles::contains)) {
      throw MISSING;
    }
  }
}
