package vn.baodanh.registration.institution;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import vn.baodanh.kit.Postgres;

/**
 * Streams a feed. An institution's positions have no gaps, so the next pages are asked for before
 * the first has come: Postgres works while the last page is on its way. A few pages are all that a
 * pull holds, however long the feed is.
 */
final class FeedAnswer {
  /** The first page is soon there. */
  private static final int FIRST_PAGE = 100;

  private static final int PAGE = 1_000; // about 500 KB
  private static final int AHEAD = 2;
  private static final String WHAT = "applications";

  private final Pool pool;
  private final PullAudit audit;

  /**
   * @param pool for pages, with connections of its own
   */
  FeedAnswer(Pool pool, PullAudit audit) {
    this.pool = pool;
    this.audit = audit;
  }

  /** From where to where a pull goes. */
  private record Range(Cursor from, Cursor through) {
    long lines() {
      return through.position() - from.position();
    }
  }

  /**
   * To be called in a virtual thread; returns when all has gone out.
   *
   * @throws vn.baodanh.kit.ProblemException 410 {@code resync} for a cursor of what a restore has
   *     undone
   */
  void send(HttpServerResponse response, Pull pull) {
    Range range = range(pull);
    JsonObject told =
        new JsonObject()
            .put("from", range.from().text())
            .put("through", range.through().text())
            .put("format", pull.format().text());
    audit.begin(pull.by(), WHAT, told);
    response
        .putHeader("Feed-Version", "1")
        .putHeader("Feed-Lines", Long.toString(range.lines()))
        .putHeader("Feed-Cursor", range.through().text());
    var answer = new LineAnswer(response, pull.format(), pull.compressed());
    try {
      stream(pull.institution(), range, answer);
    } finally {
      boolean complete = answer.sent() == range.lines();
      audit.end(pull.by(), WHAT, told, answer.sent(), answer.bytes(), complete);
    }
  }

  private Range range(Pull pull) {
    Cursor from = pull.after();
    if (from.position() > 0 && !at(pull, from.position()).equals(Optional.of(from))) {
      throw InstitutionProblems.resync();
    }
    Cursor end =
        Postgres.orUnavailable(FeedStore.end(pool, pull.institution()))
            .await()
            .orElse(Cursor.BEGINNING);
    long last = from.position() + pull.limit().orElse(Long.MAX_VALUE - from.position());
    return last >= end.position()
        ? new Range(from, end)
        : new Range(from, at(pull, last).orElseThrow());
  }

  private Optional<Cursor> at(Pull pull, long position) {
    return Postgres.orUnavailable(FeedStore.at(pool, pull.institution(), position)).await();
  }

  private void stream(String institution, Range range, LineAnswer answer) {
    answer.begin();
    Deque<Future<FeedStore.Page>> asked = new ArrayDeque<>();
    long next = range.from().position();
    while (answer.sent() < range.lines()) {
      while (asked.size() < AHEAD && next < range.through().position()) {
        long size = next == range.from().position() ? FIRST_PAGE : PAGE;
        long to = Math.min(range.through().position(), next + size);
        asked.add(FeedStore.page(pool, institution, next, to));
        next = to;
      }
      FeedStore.Page page = asked.remove().await(); // none is left to wait for if a line is missing
      answer.lines(page.lines(), page.text());
    }
    answer.end();
  }
}
