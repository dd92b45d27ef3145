package vn.baodanh.payment.refund;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.baodanh.payment.attempt.Attempt;
import vn.baodanh.payment.attempt.AttemptState;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.bill.Bill;
import vn.baodanh.payment.bill.BillLine;
import vn.baodanh.payment.bill.Bills;
import vn.baodanh.payment.event.Event;
import vn.baodanh.payment.event.Events;
import vn.baodanh.payment.ledger.Vnd;

/** Opens a refund, once for its id, of money that is there and not on its way back already. */
final class RefundOpening {
  private RefundOpening() {}

  /** Reads a body that is as the contract says. */
  static Refund read(JsonObject body, String by, boolean byFinance, Instant now) {
    return new Refund(
        UUID.fromString(body.getString("id")),
        0,
        body.getString("reference"),
        new Vnd(body.getLong("amount")),
        lines(body.getJsonArray("lines", new JsonArray())),
        body.getString("reason"),
        byFinance ? RefundState.PREPARED : RefundState.OPEN,
        now,
        by,
        byFinance ? Optional.of(by) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(body.getString("note")),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** The refund that this is opened in the place of, if any. */
  static Optional<UUID> again(JsonObject body) {
    return Optional.ofNullable(body.getString("again")).map(UUID::fromString);
  }

  private static List<BillLine> lines(JsonArray array) {
    return IntStream.range(0, array.size())
        .mapToObj(array::getJsonObject)
        .map(line ->
            new BillLine(line.getString("institutionCode"), new Vnd(line.getLong("amount"))))
        .toList();
  }

  /**
   * @param again what it is opened in the place of: that ended otherwise, and nothing else is open
   *     in its place
   * @return the refund as it is now, and whether it was opened by this
   */
  static Future<Opened> open(SqlClient tx, Refund wanted, Optional<UUID> again) {
    return Attempts.lock(tx, wanted.reference())
        .compose(
            found -> open(tx, wanted, again, found.orElseThrow(RefundProblems::attemptUnknown)));
  }

  record Opened(Refund refund, boolean isNew) {}

  private static Future<Opened> open(
      SqlClient tx, Refund wanted, Optional<UUID> again, Attempt attempt) {
    var before = RefundStore.find(tx, wanted.id());
    var others = RefundStore.ofAttempt(tx, wanted.reference());
    var settled = Bills.settledBy(tx, wanted.reference());
    return Future.all(before, others, settled)
        .compose(all -> {
          if (before.result().isPresent()) {
            return Future.succeededFuture(new Opened(same(before.result().get(), wanted), false));
          }
          judge(wanted, attempt, others.result(), settled.result());
          return add(tx, placed(wanted, again, others.result()), attempt);
        });
  }

  private static Refund placed(Refund wanted, Optional<UUID> again, List<Refund> others) {
    if (again.isEmpty()) {
      return wanted;
    }
    Refund before =
        others.stream()
            .filter(other -> other.id().equals(again.get()))
            .findFirst()
            .orElseThrow(RefundProblems::unknown);
    others.stream()
        .filter(other -> other.known().equals(before.known()) && other.counts())
        .findFirst()
        .ifPresent(open -> {
          throw RefundProblems.state(open.state());
        });
    if (!before.lines().equals(wanted.lines())) {
      throw RefundProblems.wrongLines();
    }
    return wanted.inThePlaceOf(before);
  }

  private static Refund same(Refund before, Refund wanted) {
    boolean same =
        before.reference().equals(wanted.reference())
            && before.lines().equals(wanted.lines())
            && before.reason().equals(wanted.reason())
            && before.openedBy().equals(wanted.openedBy());
    if (!same) {
      throw RefundProblems.differs();
    }
    return before;
  }

  private static void judge(
      Refund wanted, Attempt attempt, List<Refund> others, Optional<Bill> settled) {
    if (attempt.state() != AttemptState.SUCCEEDED) {
      throw RefundProblems.notPaid();
    }
    Map<String, Long> left = new HashMap<>();
    settled
        .map(Bill::lines)
        .orElse(List.of())
        .forEach(line -> left.put(line.institution(), line.amount().amount()));
    long total = attempt.amount().amount() - wanted.amount().amount();
    for (Refund other : others) {
      if (other.counts()) {
        total -= other.amount().amount();
        other.lines().forEach(line -> take(left, line));
      }
    }
    wanted.lines().forEach(line -> take(left, line));
    long lines = wanted.lines().stream().mapToLong(line -> line.amount().amount()).sum();
    if (lines != (settled.isPresent() ? wanted.amount().amount() : 0)) {
      throw RefundProblems.wrongLines();
    }
    if (total < 0 || left.values().stream().anyMatch(amount -> amount < 0)) {
      throw RefundProblems.tooMuch();
    }
  }

  private static void take(Map<String, Long> left, BillLine line) {
    left.merge(line.institution(), -line.amount().amount(), Long::sum);
  }

  private static Future<Opened> add(SqlClient tx, Refund wanted, Attempt attempt) {
    return RefundStore.add(tx, wanted)
        .compose(added ->
            Events.add(
                tx,
                List.of(Refunds.event(Event.Type.REFUND_OPENED, wanted, attempt)),
                wanted.openedAt()))
        .compose(told -> RefundStore.find(tx, wanted.id()))
        .map(opened -> new Opened(opened.orElseThrow(), true));
  }
}
