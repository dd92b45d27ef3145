package vn.baodanh.payment.settlement;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vn.baodanh.payment.http.RowJson;
import vn.baodanh.payment.ledger.Account;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.ledger.Ledger;
import vn.baodanh.payment.settlement.FileStore.Committed;

/**
 * Closes a day, after the one before it: allowed when ledger, platforms' files and bank agree, or
 * what does not is on the worklist. What the platforms took for themselves is booked then. From
 * then on the ledger refuses rows of the day. Blocks.
 */
final class Closing {
  private final Pool pool;
  private final List<String> platforms;
  private final Clock clock;

  Closing(Pool pool, List<String> platforms, Clock clock) {
    this.pool = pool;
    this.platforms = platforms;
    this.clock = clock;
  }

  void close(LocalDate day, String by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Transactions.run(pool, tx -> close(tx, day, by, now));
  }

  private void close(SqlConnection tx, LocalDate day, String by, Instant now) {
    DayStore.holdLedger(tx).await();
    if (DayStore.closing(tx, day).await().isPresent()) {
      return;
    }
    if (!day.isBefore(now.atZone(Entry.ZONE).toLocalDate())) {
      throw SettlementProblems.dayNotOver();
    }
    Optional<LocalDate> last = DayStore.lastClosed(tx).await();
    LocalDate next =
        last.map(before -> before.plusDays(1))
            .orElseGet(() -> DayStore.first(tx).await().filter(day::isAfter).orElse(day));
    if (day.isAfter(next)) {
      throw SettlementProblems.earlierOpen(next);
    }
    for (String platform : platforms) { // what was recorded since the file came
      MissingThere.write(tx, file(tx, platform, day), now);
    }
    JsonArray standing = RowJson.of(DayStore.platforms(tx, day, platforms).await());
    List<String> blockers = Standing.blockers(standing);
    if (!blockers.isEmpty()) {
      throw SettlementProblems.blocked(blockers);
    }
    for (int i = 0; i < standing.size(); i++) {
      charge(tx, day, standing.getJsonObject(i), now);
    }
    DayStore.close(tx, day, by, now).await();
  }

  private static Committed file(SqlConnection tx, String platform, LocalDate day) {
    return FileStore.ofDay(tx, platform, day)
        .await()
        .map(number -> new Committed(number, platform, day, day, "committed"))
        .orElseThrow(() -> SettlementProblems.blocked(List.of(platform + ":file-missing")));
  }

  /** Borne by the institutions for whom the day's payments were, as far as they were for any. */
  private static void charge(SqlConnection tx, LocalDate day, JsonObject platform, Instant now) {
    long charges = platform.getLong("fileCharges");
    if (charges == 0) {
      return;
    }
    String name = platform.getString("platform");
    SortedMap<String, Long> collected = DayStore.collected(tx, day, name).await();
    Map<String, Long> shares =
        collected.isEmpty() ? Map.of(Account.CHARGES, charges) : Shares.of(charges, collected);
    String reference = name.toUpperCase(Locale.ROOT) + "-" + day;
    shares.forEach((account, share) -> {
      if (share > 0) {
        Ledger.addOfDay(
                tx, Entry.Cause.CHARGE, account, Account.platform(name), share, day, reference, now)
            .await();
      }
    });
  }
}
