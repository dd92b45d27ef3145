package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.approval.Draft;
import vn.baodanh.registration.approval.Proposal;
import vn.baodanh.registration.approval.Proposal.State;
import vn.baodanh.registration.approval.Proposals;
import vn.baodanh.registration.person.Actor;
import vn.baodanh.registration.person.Grant;
import vn.baodanh.registration.person.Role;

/** What takes two people happens once, by two people, or not at all. */
class ProposalsIT {
  private static final Actor ANNA = operator("anna");
  private static final Actor BINH = operator("binh");
  private static final Actor CHI = operator("chi");
  private static final Problem NO_LONGER = Problem.of(409, "no-longer", "vi", "en");

  private static Stack stack;
  private static Vertx vertx;
  private static Pool pool;
  private static Proposals proposals;
  private int keys;

  @BeforeAll
  static void start() {
    stack = new Stack("proposals_it");
    stack.stop(stack.node()); // it has made the tables
    stack.execute("CREATE TABLE effect (proposal uuid PRIMARY KEY)");
    stack.execute("GRANT INSERT ON effect TO registration");
    vertx = Vertx.vertx();
    pool =
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(stack.databaseUrl())
            .with(new PoolOptions().setMaxSize(8))
            .build();
    proposals = new Proposals(pool, Map.of("note", ProposalsIT::note, "refused", ProposalsIT::no));
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
    stack.close();
  }

  @BeforeEach
  void forget() {
    stack.execute("DELETE FROM effect; DELETE FROM proposal; DELETE FROM audit");
  }

  private static Future<Void> note(SqlConnection tx, Proposal proposal) {
    return tx.preparedQuery("INSERT INTO effect VALUES ($1)")
        .execute(io.vertx.sqlclient.Tuple.of(proposal.id()))
        .mapEmpty();
  }

  private static Future<Void> no(SqlConnection tx, Proposal proposal) {
    return note(tx, proposal).compose(done -> Future.failedFuture(new ProblemException(NO_LONGER)));
  }

  private static Actor operator(String name) {
    UUID person = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var grant =
        new Grant(person, person, name, Role.OPERATOR, "", Instant.EPOCH, Instant.MAX, Set.of());
    return new Actor(person, name, List.of(grant), "0123456789abcdef");
  }

  private Draft draft(String kind) {
    return new Draft(kind, new JsonObject().put("n", ++keys), "why", "key-0000000" + keys);
  }

  private static void expect(String code, Future<?> answer) {
    var refused = assertThrows(ProblemException.class, answer::await);
    assertEquals(code, refused.problem().code());
  }

  private static long effects() {
    return stack.count("SELECT count(*) FROM effect");
  }

  private static List<String> actions() {
    return stack.rows("SELECT action FROM audit ORDER BY number").stream()
        .map(List::getFirst)
        .toList();
  }

  @Test
  void whatAnotherPersonApprovesHappensOnce() {
    Proposal open = proposals.propose(draft("note"), ANNA).await();
    assertEquals(State.OPEN, open.state());
    expect("same-person", proposals.approve(open.id(), ANNA));
    assertEquals(0, effects());
    Proposal approved = proposals.approve(open.id(), BINH).await();
    assertEquals(State.APPROVED, approved.state());
    assertEquals(BINH.personId(), approved.decision().orElseThrow().by());
    assertEquals(approved, proposals.approve(open.id(), CHI).await());
    assertEquals(approved, proposals.approve(open.id(), ANNA).await());
    expect("proposal-decided", proposals.reject(open.id(), CHI));
    assertEquals(1, effects());
    assertEquals(List.of("proposal.propose", "proposal.approve"), actions());
  }

  @Test
  void manyWhoApproveAtTheSameTimeApproveOnce() {
    Proposal open = proposals.propose(draft("note"), ANNA).await();
    List<Future<Proposal>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(proposals.approve(open.id(), i % 2 == 0 ? BINH : CHI));
    }
    Proposal first = Future.join(all).map(done -> all.getFirst().result()).await();
    all.forEach(one -> assertEquals(first, one.result()));
    assertEquals(1, effects());
  }

  @Test
  void aRepeatedProposalIsTheFirstOneAndAnotherByItsKeyIsRefused() {
    Draft draft = draft("note");
    Proposal first = proposals.propose(draft, ANNA).await();
    assertEquals(first, proposals.propose(draft, ANNA).await());
    Draft other = new Draft("note", new JsonObject().put("n", -1), "why", draft.key());
    expect("key-reused", proposals.propose(other, ANNA));
    Proposal binhs = proposals.propose(draft, BINH).await();
    assertEquals(false, binhs.id().equals(first.id()), "another person's key is another key");
    assertEquals(List.of("proposal.propose", "proposal.propose"), actions());
  }

  @Test
  void whatDoesNotFitAnyMoreStaysOpenAndNothingIsHalfDone() {
    Proposal open = proposals.propose(draft("refused"), ANNA).await();
    expect("no-longer", proposals.approve(open.id(), BINH));
    assertEquals(open, proposals.find(open.id()).await());
    assertEquals(0, effects());
    assertEquals(List.of("proposal.propose"), actions());
  }

  @Test
  void whatIsRejectedOrWithdrawnNeverHappens() {
    Proposal rejected = proposals.propose(draft("note"), ANNA).await();
    assertEquals(State.REJECTED, proposals.reject(rejected.id(), BINH).await().state());
    assertEquals(State.REJECTED, proposals.reject(rejected.id(), ANNA).await().state());
    Proposal withdrawn = proposals.propose(draft("note"), ANNA).await();
    assertEquals(State.WITHDRAWN, proposals.reject(withdrawn.id(), ANNA).await().state());
    expect("proposal-decided", proposals.approve(rejected.id(), BINH));
    expect("proposal-decided", proposals.approve(withdrawn.id(), BINH));
    expect("proposal-unknown", proposals.approve(UUID.randomUUID(), BINH));
    assertEquals(0, effects());
  }

  @Test
  void nobodyChangesOrRemovesWhatIsInTheAudit() {
    proposals.propose(draft("note"), ANNA).await();
    for (String change :
        List.of("UPDATE audit SET action = 'x'", "DELETE FROM audit", "TRUNCATE audit")) {
      var refused = assertThrows(PgException.class, () -> pool.query(change).execute().await());
      assertEquals("42501", refused.getSqlState(), change);
    }
    assertEquals(
        List.of(ANNA.personId().toString(), "operator", "", "0123456789abcdef"),
        stack.rows("SELECT actor, role, organisation, request_id FROM audit").getFirst());
  }
}
