package vn.baodanh.registration.people;

import io.vertx.core.Deployable;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import vn.baodanh.registration.approval.Effect;
import vn.baodanh.registration.approval.Proposals;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.message.Messages;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Documents;

/** Who candidates are, wired. */
public final class People {
  private final Pool pool;
  private final PeopleStore store;
  private final DocumentLearner learner;
  private final Merges merges;
  private final Sightings sightings;
  private final Candidates candidates = new Candidates();

  public People(Pool pool, Messages messages) {
    this.pool = pool;
    this.store = new PeopleStore(pool);
    this.learner = new DocumentLearner(pool);
    this.merges = new Merges(messages);
    this.sightings = new Sightings(learner, new Adoptions(pool));
  }

  /** Who of those who sign in is which candidate; knows of merges while {@link #watches} run. */
  public Candidates candidates() {
    return candidates;
  }

  /** Whose a document is, for staff. */
  public Documents documents() {
    return new DocumentOwners(store, candidates);
  }

  /** To be deployed on event loops of every node. */
  public List<Deployable> watches() {
    return List.of(new MergeFeed(pool, candidates), sightings);
  }

  /** The same handlers; the documents of who calls them are noted, and nobody waits for it. */
  public Map<String, Handler<RoutingContext>> noting(
      Map<String, Handler<RoutingContext>> handlers) {
    return sightings.noting(handlers);
  }

  /** To be deployed on a virtual thread. */
  public Deployable follower(Partitions partitions) {
    return new PeopleFollower(learner, partitions);
  }

  /** What approved proposals do, by their kinds. */
  public Map<String, Effect> effects() {
    return Map.of(Merges.KIND, merges::apply);
  }

  public Map<String, Handler<RoutingContext>> byOperation(Proposals proposals) {
    return new DuplicateHandlers(pool, store, proposals).byOperation();
  }
}
