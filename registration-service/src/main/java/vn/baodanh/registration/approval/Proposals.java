package vn.baodanh.registration.approval;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.approval.Proposal.State;
import vn.baodanh.registration.audit.Audit;
import vn.baodanh.registration.person.Actor;

/**
 * Decisions by two people. Whoever proposes never approves, not by another account that was merged
 * with the own one either; what is approved happens in the same transaction, once. Every step
 * leaves its row in the audit. Futures fail with a {@link ProblemException}, 503 while Postgres is
 * away: then ask again, a repeat does no harm.
 */
public final class Proposals {
  private final Pool pool;
  private final Map<String, Effect> effects;

  /**
   * @param effects of each kind of proposal
   */
  public Proposals(Pool pool, Map<String, Effect> effects) {
    this.pool = pool;
    this.effects = Map.copyOf(effects);
  }

  /**
   * Writes a proposal down; a repeat is answered with the first one as it stands now. Fails with
   * 422 {@code key-reused} if this person used the key for something else.
   */
  public Future<Proposal> propose(Draft draft, Actor by) {
    return propose(draft, by, () -> {});
  }

  /**
   * The same, if the proposal would fit now.
   *
   * @param fits throws a {@link ProblemException} if it would not; not asked of a repeat
   */
  public Future<Proposal> propose(Draft draft, Actor by, Runnable fits) {
    if (!effects.containsKey(draft.kind())) {
      throw new IllegalArgumentException("no effect of the kind " + draft.kind());
    }
    return inTransaction(tx ->
        ProposalStore.add(tx, draft, by.personId())
            .compose(added -> {
              if (added.isPresent()) {
                fits.run();
                return audit(tx, by, "proposal.propose", added.get());
              }
              return ProposalStore.byKey(tx, by.personId(), draft.key())
                  .map(known -> same(known.orElseThrow(), draft));
            }));
  }

  private static Proposal same(Proposal known, Draft draft) {
    if (known.kind().equals(draft.kind())
        && known.content().equals(draft.content())
        && known.note().equals(draft.note())) {
      return known;
    }
    throw new ProblemException(ApprovalProblems.KEY_REUSED);
  }

  /**
   * Makes it happen. A repeat, also by another person, is answered as the first time. Fails with
   * 404 {@code proposal-unknown}, 409 {@code same-person}, 409 {@code proposal-decided} if it was
   * rejected or withdrawn, or with what its effect says; then it stays open.
   */
  public Future<Proposal> approve(UUID id, Actor by) {
    return inTransaction(tx ->
        locked(tx, id)
            .compose(proposal ->
                switch (proposal.state()) {
                  case APPROVED -> Future.succeededFuture(proposal);
                  case REJECTED, WITHDRAWN -> throw ApprovalProblems.decided(proposal.state());
                  case OPEN -> approve(tx, proposal, by);
                }));
  }

  private Future<Proposal> approve(SqlConnection tx, Proposal proposal, Actor by) {
    Effect effect = effects.get(proposal.kind());
    if (effect == null) {
      throw new IllegalStateException("no effect of the kind " + proposal.kind());
    }
    return ProposalStore.isOnePerson(tx, proposal.proposedBy(), by.personId())
        .compose(isOne ->
            isOne
                ? Future.failedFuture(new ProblemException(ApprovalProblems.SAME_PERSON))
                : effect.apply(tx, proposal))
        .compose(done -> ProposalStore.decide(tx, proposal.id(), State.APPROVED, by.personId()))
        .compose(approved -> audit(tx, by, "proposal.approve", approved));
  }

  /**
   * Makes sure that it never happens: rejected, or withdrawn if the proposer says so. A repeat is
   * answered as the first time. Fails with 404 {@code proposal-unknown}, or 409 {@code
   * proposal-decided} if it was approved.
   */
  public Future<Proposal> reject(UUID id, Actor by) {
    return inTransaction(tx ->
        locked(tx, id)
            .compose(proposal ->
                switch (proposal.state()) {
                  case APPROVED -> throw ApprovalProblems.decided(State.APPROVED);
                  case REJECTED, WITHDRAWN -> Future.succeededFuture(proposal);
                  case OPEN -> reject(tx, proposal, by);
                }));
  }

  private static Future<Proposal> reject(SqlConnection tx, Proposal proposal, Actor by) {
    boolean isOwn = proposal.proposedBy().equals(by.personId());
    return ProposalStore.decide(
            tx, proposal.id(), isOwn ? State.WITHDRAWN : State.REJECTED, by.personId())
        .compose(
            decided -> audit(tx, by, isOwn ? "proposal.withdraw" : "proposal.reject", decided));
  }

  /** What this person proposed by this key, if anything, as it stands now. */
  public Future<Optional<Proposal>> byKey(String key, Actor by) {
    return Postgres.orUnavailable(ProposalStore.byKey(pool, by.personId(), key));
  }

  /** Fails with 404 {@code proposal-unknown}. */
  public Future<Proposal> find(UUID id) {
    return Postgres.orUnavailable(ProposalStore.find(pool, id).map(Proposals::known));
  }

  /**
   * In the order in which they were proposed.
   *
   * @param state only those in this one
   * @param after the id of the last one already known
   */
  Future<List<Proposal>> list(Optional<String> state, UUID after, int limit) {
    return Postgres.orUnavailable(ProposalStore.list(pool, state, after, limit));
  }

  private static Future<Proposal> locked(SqlConnection tx, UUID id) {
    return ProposalStore.lock(tx, id).map(Proposals::known);
  }

  private static Proposal known(Optional<Proposal> found) {
    return found.orElseThrow(() -> new ProblemException(ApprovalProblems.UNKNOWN));
  }

  private static Future<Proposal> audit(
      SqlConnection tx, Actor by, String action, Proposal proposal) {
    var details = new JsonObject().put("kind", proposal.kind()).put("content", proposal.content());
    return Audit.add(tx, by, action, proposal.id().toString(), details).map(proposal);
  }

  private Future<Proposal> inTransaction(
      java.util.function.Function<SqlConnection, Future<Proposal>> work) {
    return Postgres.orUnavailable(pool.withTransaction(work));
  }
}
