package vn.baodanh.registration.institution;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.recording.RecordedThrough;
import vn.baodanh.registration.season.Calendar;
import vn.baodanh.registration.season.Season;
import vn.baodanh.registration.season.Window;

/**
 * Whether lists are closed for everybody and all of them recorded. What is not yet to be read is
 * refused by what this node knows: nothing is asked, so nothing that is on file can show in an
 * answer or in the time that it takes.
 */
final class ListLock {
  private final Pool pool;
  private final Calendar calendar;
  private final Partitions partitions;
  private final Clock clock;
  private volatile List<Window> marked = List.of();

  ListLock(Pool pool, Calendar calendar, Partitions partitions, Clock clock) {
    this.pool = pool;
    this.calendar = calendar;
    this.partitions = partitions;
    this.clock = clock;
  }

  /** Passes if the season lets institutions read at this moment; else fails with a problem. */
  Future<Void> mayRead() {
    if (!calendar.isConfirmed()) {
      return Future.failedFuture(InstitutionProblems.rulesUnconfirmed());
    }
    return calendar.season().rules().institutions().readBeforeClose()
        ? Future.succeededFuture()
        : isLocked();
  }

  /** Passes once lists are closed and recorded, in every season. */
  Future<Void> isLocked() {
    if (!calendar.isConfirmed()) {
      return Future.failedFuture(InstitutionProblems.rulesUnconfirmed());
    }
    Optional<List<Window>> closed = closed(clock.instant());
    if (closed.isEmpty()) {
      return Future.failedFuture(InstitutionProblems.listsOpen());
    }
    List<Window> windows = closed.get();
    if (windows.equals(marked)) {
      return Future.succeededFuture();
    }
    return Postgres.orUnavailable(RecordedThrough.isMarked(pool, windows, partitions.count()))
        .map(isMarked -> {
          if (!isMarked) {
            throw InstitutionProblems.stillCounting();
          }
          marked = windows;
          return null;
        });
  }

  /** The windows in which lists were filed; nothing while one is open or still to come. */
  Optional<List<Window>> closed(Instant now) {
    Season season = calendar.season();
    String step = season.isTrial() ? Season.TRIAL : Season.PREFERENCES;
    List<Window> windows =
        season.filingWindows(now).stream()
            .filter(window -> window.step().equals(step) && !window.hidden())
            .toList();
    boolean over = !windows.isEmpty() && windows.stream().noneMatch(w -> now.isBefore(w.closes()));
    return over ? Optional.of(windows) : Optional.empty();
  }
}
