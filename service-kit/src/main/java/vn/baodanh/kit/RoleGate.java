package vn.baodanh.kit;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/** Lets those pass who have one of the roles that an operation of the contract names. */
@FunctionalInterface
public interface RoleGate {
  /** What everybody else is answered. */
  Problem ROLE_MISSING =
      Problem.of(
          403,
          "role-missing",
          "Tài khoản không có quyền làm việc này.",
          "This account does not have a role that may do this.");

  /**
   * Returns if the sender, whose token was found good, has one of these roles now.
   *
   * @param scope what a machine's key must be registered for besides; empty where none is asked
   * @throws ProblemException {@link #ROLE_MISSING}; 403 for a machine without the scope; 503 while
   *     nobody can say for sure
   */
  void admit(RoutingContext ctx, Set<String> roles, Optional<String> scope);
}
