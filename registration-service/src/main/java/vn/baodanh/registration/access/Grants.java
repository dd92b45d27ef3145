package vn.baodanh.registration.access;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.access.GrantStore.Given;
import vn.baodanh.registration.approval.Draft;
import vn.baodanh.registration.approval.Effect;
import vn.baodanh.registration.approval.Proposal;
import vn.baodanh.registration.audit.Audit;
import vn.baodanh.registration.person.Actor;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Grant;
import vn.baodanh.registration.person.Role;

/**
 * Gives and ends grants: an operator to departments and institutions, a department to its schools,
 * an institution to its machines. A role for the whole country takes two operators.
 */
final class Grants {
  /** The kind of proposal that gives a role for the whole country. */
  static final String KIND = "grant";

  private final Pool pool;
  private final String issuer;
  private final Clock clock;

  /**
   * @param issuer the portal, which names people
   */
  Grants(Pool pool, String issuer, Clock clock) {
    this.pool = pool;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Refuses what cannot be given by this person.
   *
   * @throws ProblemException 422 {@code grant-invalid}, 403 {@code not-yours-to-give}
   */
  void check(GrantWish wish, Actor by) {
    List<Problem.Fault> faults = wish.faults(clock.instant());
    if (!faults.isEmpty()) {
      throw new ProblemException(GrantProblems.invalid(faults));
    }
    if (!mayGive(by, wish.role(), wish.organisation(), wish.publicKey().isPresent())) {
      throw new ProblemException(GrantProblems.NOT_YOURS);
    }
  }

  private static boolean mayGive(Actor by, Role role, String organisation, boolean toMachine) {
    return switch (role) {
      case SCHOOL -> by.actingFor(Role.DEPARTMENT, organisation.substring(0, 2)).isPresent();
      case INSTITUTION ->
          by.has(Role.OPERATOR)
              || toMachine && by.actingFor(Role.INSTITUTION, organisation).isPresent();
      case DEPARTMENT, FINANCE, FINANCE_APPROVER, AUDITOR, OPERATOR, OPERATOR_APPROVER ->
          by.has(Role.OPERATOR);
    };
  }

  /** As it is proposed where it takes two people. */
  static Draft draft(JsonObject body, GrantWish wish, String key) {
    return new Draft(KIND, body, wish.note(), key);
  }

  /** Gives it, once for a giver's key. Fails with 422 {@code key-reused}. */
  Future<Given> give(GrantWish wish, Actor by, String key) {
    Given given = given(wish, by.personId());
    return Postgres.orUnavailable(
        pool.withTransaction(tx ->
            GrantStore.add(tx, given, key)
                .compose(added ->
                    added.isPresent()
                        ? Audit.add(tx, by, "grant.give", id(given), details(given)).map(given)
                        : GrantStore.byKey(tx, by.personId(), key)
                            .map(known -> same(known.orElseThrow(), wish)))));
  }

  private static Given same(Given known, GrantWish wish) {
    Grant grant = known.grant();
    if (grant.role() == wish.role()
        && grant.organisation().equals(wish.organisation())
        && grant.from().equals(wish.from().orElse(grant.from()))
        && grant.until().equals(wish.until())
        && known.publicKey().equals(wish.publicKey())
        && grant.scopes().equals(wish.scopes())
        && wish.subject().orElse(grant.subject()).equals(grant.subject())) {
      return known;
    }
    throw new ProblemException(GrantProblems.KEY_REUSED);
  }

  /** Gives what two people decided on, in the proposer's name; the decision is in the audit. */
  Effect effect() {
    return (tx, proposal) -> {
      GrantWish wish = GrantWish.of(proposal.content()).withScopes();
      return wish.until().isAfter(clock.instant())
          ? give(tx, wish, proposal)
          : Future.failedFuture(new ProblemException(GrantProblems.OVER));
    };
  }

  private Future<Void> give(SqlConnection tx, GrantWish wish, Proposal proposal) {
    Given given = given(wish, proposal.proposedBy());
    return GrantStore.add(tx, given, "proposal " + proposal.id()).mapEmpty();
  }

  private Given given(GrantWish wish, UUID by) {
    UUID id = UUID.randomUUID();
    String namer = wish.subject().isPresent() ? issuer : id.toString();
    String subject = wish.subject().orElse(id.toString());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var grant =
        new Grant(
            id,
            Candidates.idOf(namer, subject),
            subject,
            wish.role(),
            wish.organisation(),
            wish.from().orElse(now),
            wish.until(),
            wish.scopes());
    return new Given(grant, wish.publicKey(), Optional.of(by), now, wish.note());
  }

  /**
   * Ends it at once; within 5 s it is in force on no node. A repeat is answered as the first time.
   * Fails with 404 {@code grant-unknown}, also for one that is not this person's to end.
   */
  Future<Void> end(UUID id, Actor by) {
    return Postgres.orUnavailable(
        pool.withTransaction(tx ->
            GrantStore.lock(tx, id)
                .map(found ->
                    found
                        .filter(given -> mayEnd(by, given.grant()))
                        .orElseThrow(() -> new ProblemException(GrantProblems.UNKNOWN)))
                .compose(given -> end(tx, given, by))));
  }

  private static Future<Void> end(SqlConnection tx, Given given, Actor by) {
    return GrantStore.end(tx, given.grant().id(), by.personId())
        .compose(ended ->
            ended
                ? Audit.add(tx, by, "grant.end", id(given), details(given))
                : Future.succeededFuture());
  }

  private static boolean mayEnd(Actor by, Grant grant) {
    return by.has(Role.OPERATOR)
        || mayGive(by, grant.role(), grant.organisation(), grant.isMachines());
  }

  /** Those that this person sees, by their ids; what is over is in the audit. */
  Future<List<Given>> list(Actor by, UUID after, int limit) {
    boolean everything =
        by.has(Role.OPERATOR) || by.has(Role.OPERATOR_APPROVER) || by.has(Role.AUDITOR);
    String[] own =
        by.grants().stream()
            .map(grant -> grant.role().text() + "/" + grant.organisation())
            .toArray(String[]::new);
    String[] departments =
        by.grants().stream()
            .filter(grant -> grant.role() == Role.DEPARTMENT)
            .map(Grant::organisation)
            .toArray(String[]::new);
    return Postgres.orUnavailable(
        GrantStore.list(pool, everything, own, departments, after, limit));
  }

  private static String id(Given given) {
    return given.grant().id().toString();
  }

  private static JsonObject details(Given given) {
    Grant grant = given.grant();
    var details =
        new JsonObject()
            .put("person", grant.personId().toString())
            .put("role", grant.role().text())
            .put("organisation", grant.organisation())
            .put("from", grant.from().toString())
            .put("until", grant.until().toString())
            .put("machine", grant.isMachines());
    return grant.isMachines() ? details.put("scopes", GrantHandlers.scopes(grant)) : details;
  }
}
