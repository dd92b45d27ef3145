package vn.baodanh.registration.person;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Staff at work: who sent a request, and the grants by which the operation was admitted.
 *
 * @param subject the portal's name for the person
 * @param grants those in force whose role the operation names; at least one
 * @param requestId by which this request is found in logs
 */
public record Actor(UUID personId, String subject, List<Grant> grants, String requestId) {
  private static final String KEY = Actor.class.getName();

  public Actor {
    grants = List.copyOf(grants);
    if (grants.isEmpty()) {
      throw new IllegalArgumentException("nobody acts without a grant");
    }
  }

  /** Who acts in this request; only in operations that name roles. */
  public static Actor of(RoutingContext ctx) {
    Actor actor = ctx.get(KEY);
    if (actor == null) {
      throw new IllegalStateException("no actor: the operation names no roles");
    }
    return actor;
  }

  /** Says that this is who acts; whoever admits the request does it. */
  public void keepIn(RoutingContext ctx) {
    ctx.put(KEY, this);
  }

  public boolean has(Role role) {
    return grants.stream().anyMatch(grant -> grant.role() == role);
  }

  /** The same person acting for this organisation alone, if there is such a grant. */
  public Optional<Actor> actingFor(Role role, String organisation) {
    return grants.stream()
        .filter(grant -> grant.role() == role && grant.organisation().equals(organisation))
        .findFirst()
        .map(grant -> new Actor(personId, subject, List.of(grant), requestId));
  }

  /** The role that is answered for: of several admitted ones, the first given. */
  public Role role() {
    return grants.getFirst().role();
  }

  /** The organisation that goes with {@link #role()}. */
  public String organisation() {
    return grants.getFirst().organisation();
  }
}
