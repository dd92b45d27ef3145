package vn.baodanh.payment.difference;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.ledger.Account;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.ledger.Ledger;
import vn.baodanh.payment.payout.Payouts;

/**
 * What people do with a difference: note, assign, say how to settle it, and another decides.
 * Whoever does the same again gets the same answer. Money that moves is booked today, as a
 * correction.
 */
final class DifferenceDesk {
  private static final String OPEN = "open";
  private static final String PROPOSED = "proposed";
  private static final String RESOLVED = "resolved";

  private final Pool pool;

  DifferenceDesk(Pool pool) {
    this.pool = pool;
  }

  Future<JsonObject> note(long id, String by, String text, Instant now) {
    return change(id, (tx, item) -> DifferenceStore.addNote(tx, id, by, text, now));
  }

  Future<JsonObject> assign(long id, Optional<String> to) {
    return change(
        id,
        (tx, item) -> {
          if (item.state().equals(RESOLVED)) {
            throw DifferenceProblems.state(item.state());
          }
          return DifferenceStore.assign(tx, id, to.orElse(null));
        });
  }

  Future<JsonObject> propose(long id, Proposal proposal, Instant now) {
    return change(
        id,
        (tx, item) -> {
          if (item.state().equals(PROPOSED) && isSame(item, proposal)) {
            return Future.succeededFuture();
          }
          if (!item.state().equals(OPEN)) {
            throw DifferenceProblems.state(item.state());
          }
          move(item, proposal); // or it cannot be settled so
          return isOnTheWay(tx, item, proposal)
              .compose(is -> DifferenceStore.propose(tx, id, proposal, now));
        });
  }

  private static boolean isSame(WorklistItem item, Proposal proposal) {
    return item.proposal().equals(Optional.of(proposal));
  }

  /** Fails if a payout is named that cannot be what left. */
  private static Future<Void> isOnTheWay(SqlClient tx, WorklistItem item, Proposal proposal) {
    return proposal.payout().isEmpty()
        ? Future.succeededFuture()
        : Payouts.isOnTheWay(tx, proposal.payout().get(), item.amount())
            .map(DifferenceDesk::orNoSuchPayout);
  }

  private static @Nullable Void orNoSuchPayout(boolean isThere) {
    if (!isThere) {
      throw DifferenceProblems.payoutUnknown();
    }
    return null;
  }

  Future<JsonObject> decide(long id, boolean approved, String by, Instant now) {
    return change(
        id,
        (tx, item) -> {
          if (approved
              && item.state().equals(RESOLVED)
              && item.decidedBy().equals(Optional.of(by))) {
            return Future.succeededFuture();
          }
          if (!item.state().equals(PROPOSED)) {
            throw DifferenceProblems.state(item.state());
          }
          if (item.proposal().map(Proposal::by).equals(Optional.of(by))) {
            throw DifferenceProblems.samePerson();
          }
          return approved ? resolve(tx, item, by, now) : DifferenceStore.reject(tx, id);
        });
  }

  /** Money that moves from one account to another when a difference is settled. */
  private record Move(String debit, String credit, long amount) {}

  private static Future<?> resolve(SqlClient tx, WorklistItem item, String by, Instant now) {
    Proposal proposal = item.proposal().orElseThrow();
    Optional<Move> move = move(item, proposal);
    return DifferenceStore.resolve(tx, item.id(), by, now)
        .compose(resolved -> payOut(tx, item, proposal, now))
        .compose(resolved ->
            move.isEmpty() ? Future.succeededFuture() : book(tx, item, move.get(), now));
  }

  /** What left is the payout that was named: it is paid. */
  private static Future<Void> payOut(
      SqlClient tx, WorklistItem item, Proposal proposal, Instant now) {
    return proposal.payout().isEmpty()
        ? Future.succeededFuture()
        : Payouts.paid(tx, proposal.payout().get(), item.amount(), now)
            .map(DifferenceDesk::orNoSuchPayout);
  }

  private static Future<?> book(SqlClient tx, WorklistItem item, Move move, Instant now) {
    return Ledger.correct(
        tx,
        move.debit(),
        move.credit(),
        move.amount(),
        now.atZone(Entry.ZONE).toLocalDate(),
        item.day(),
        item.reference(),
        now);
  }

  /** The ways in which it can be settled. */
  static List<Resolution> ways(WorklistItem item) {
    return Arrays.stream(Resolution.values()).filter(way -> isWay(item, way)).toList();
  }

  /** Suspense holds what came; what left without a reason is not there to be given. */
  private static boolean isWay(WorklistItem item, Resolution way) {
    return item.kind().allows(way)
        && switch (way) {
          case EXPLAINED -> true;
          case RETURNED, CREDITED -> !isUnknownDebit(item);
          case PAID_OUT -> isUnknownDebit(item);
          case WRITTEN_OFF -> isUnknownDebit(item) || missing(item) > 0;
        };
  }

  /** What moves when a difference is settled in this way, if anything does. */
  private static Optional<Move> move(WorklistItem item, Proposal proposal) {
    Resolution resolution = proposal.resolution();
    if (!isWay(item, resolution)
        || proposal.institution().isPresent() != (resolution == Resolution.CREDITED)
        || proposal.payout().isPresent() != (resolution == Resolution.PAID_OUT)) {
      throw DifferenceProblems.wrongResolution();
    }
    return switch (resolution) {
      case EXPLAINED -> Optional.empty();
      case RETURNED -> Optional.of(fromSuspense(item, source(item)));
      case CREDITED ->
          Optional.of(
              fromSuspense(item, Account.institution(proposal.institution().orElseThrow())));
      case PAID_OUT -> Optional.of(new Move(Account.PAYOUTS, Account.SUSPENSE, item.amount()));
      case WRITTEN_OFF -> Optional.of(writeOff(item));
    };
  }

  private static Move fromSuspense(WorklistItem item, String to) {
    return new Move(Account.SUSPENSE, to, item.amount());
  }

  private static boolean isUnknownDebit(WorklistItem item) {
    return item.kind() == DifferenceKind.BANK_UNKNOWN && !item.credit();
  }

  private static String source(WorklistItem item) {
    return item.kind() == DifferenceKind.BANK_UNKNOWN
        ? Account.BANK
        : Account.platform(item.platform());
  }

  private static Move writeOff(WorklistItem item) {
    return isUnknownDebit(item)
        ? new Move(Account.LOSSES, Account.SUSPENSE, item.amount())
        : new Move(Account.LOSSES, Account.platform(item.platform()), missing(item));
  }

  /** What a platform owes and has not paid; 0 or less if nothing. */
  private static long missing(WorklistItem item) {
    return switch (item.kind()) {
      case BANK_AMOUNT, PAID_AMOUNT -> item.expected().orElse(0L) - item.amount();
      case MISSING_THERE -> item.ledgerAmount();
      case UNKNOWN_REFERENCE,
          OTHER_AMOUNT,
          SECOND_TRANSACTION,
          STATE,
          WRONG_DAY,
          REPEATED_LINE,
          CHARGE,
          UNKNOWN_REFUND,
          REFUND_AMOUNT,
          REFUND_STATE,
          HELD_RELEASED,
          BANK_MISSING,
          BANK_UNKNOWN ->
          0;
    };
  }

  private Future<JsonObject> change(
      long id, BiFunction<SqlClient, WorklistItem, Future<?>> change) {
    return Postgres.inTime(
        pool.withTransaction(tx ->
            DifferenceStore.lock(tx, id)
                .compose(found -> change.apply(tx, found.orElseThrow(DifferenceProblems::unknown)))
                .compose(changed -> DifferenceStore.find(tx, id))
                .map(Optional::orElseThrow)));
  }
}
