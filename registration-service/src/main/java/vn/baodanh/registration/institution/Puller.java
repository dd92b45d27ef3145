package vn.baodanh.registration.institution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.audit.Audit;

/**
 * Streams feeds, some at once. An institution's positions have no gaps, so the next pages are asked
 * for before the first has come: Postgres works while the last page is on its way. A few pages are
 * all that a pull holds, however long the feed is.
 */
final class Puller extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

  /** The first page is soon there. */
  private static final int FIRST_PAGE = 100;

  private static final int PAGE = 1_000; // about 500 KB
  private static final int AHEAD = 2;

  private final Pool pool;
  private final Pool audits;
  private final int most;
  private final Counter lines;
  private final Counter bytes;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * @param pool for pages, with connections of its own
   * @param most pulls at once
   */
  Puller(Pool pool, Pool audits, int most, MeterRegistry registry) {
    this.pool = pool;
    this.audits = audits;
    this.most = most;
    this.lines = registry.counter("institution.pulled.lines");
    this.bytes = registry.counter("institution.pulled.bytes");
  }

  /** From where to where a pull goes. */
  private record Range(Cursor from, Cursor through) {
    long lines() {
      return through.position() - from.position();
    }
  }

  /** Answers the request, in time; 503 {@code busy} at once if too many are being answered. */
  void answer(RoutingContext ctx, Pull pull) {
    if (underWay.incrementAndGet() > most) {
      underWay.decrementAndGet();
      ctx.fail(InstitutionProblems.busy());
      return;
    }
    Context loop = vertx.getOrCreateContext();
    context.runOnContext(turn -> {
      try {
        answer(ctx, loop, pull);
      } finally {
        underWay.decrementAndGet();
      }
    });
  }

  private void answer(RoutingContext ctx, Context loop, Pull pull) {
    try {
      Range range = range(pull);
      auditBegin(pull, range);
      stream(ctx, pull, range);
    } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
      if (ctx.response().headWritten()) {
        ctx.request().connection().close(); // no end of the body: the caller sees that it broke off
      } else {
        loop.runOnContext(failed -> ctx.fail(e));
      }
    }
  }

  /**
   * @throws ProblemException 410 {@code resync} for a cursor of what a restore has undone
   */
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

  private void stream(RoutingContext ctx, Pull pull, Range range) {
    ctx.response()
        .putHeader("Feed-Version", "1")
        .putHeader("Feed-Lines", Long.toString(range.lines()))
        .putHeader("Feed-Cursor", range.through().text());
    var answer = new LineAnswer(ctx.response(), pull.format(), pull.compressed());
    long sent = 0;
    try {
      answer.begin();
      Deque<Future<FeedStore.Page>> asked = new ArrayDeque<>();
      long next = range.from().position();
      while (sent < range.lines()) {
        while (asked.size() < AHEAD && next < range.through().position()) {
          long size = next == range.from().position() ? FIRST_PAGE : PAGE;
          long to = Math.min(range.through().position(), next + size);
          asked.add(FeedStore.page(pool, pull.institution(), next, to));
          next = to;
        }
        FeedStore.Page page = asked.remove().await();
        answer.lines(page.text());
        sent += page.lines();
      }
      answer.end();
    } finally {
      lines.increment((double) sent);
      bytes.increment((double) answer.bytes());
      auditEnd(pull, range, sent, answer.bytes());
    }
  }

  /** Before anything is sent: what nobody wrote down is not given out. */
  private void auditBegin(Pull pull, Range range) {
    var details = details(pull, range).put("lines", range.lines());
    Postgres.orUnavailable(
            Audit.add(audits, pull.by(), "applications.pull", pull.institution(), details))
        .await();
  }

  /** When all is sent, or when it broke off. */
  private void auditEnd(Pull pull, Range range, long sent, long sentBytes) {
    var details =
        details(pull, range)
            .put("lines", sent)
            .put("bytes", sentBytes)
            .put("complete", sent == range.lines());
    Audit.add(audits, pull.by(), "applications.pulled", pull.institution(), details)
        .onFailure(failure -> LOG.warn("the end of a pull is not audited: {}", failure.toString()));
  }

  private static JsonObject details(Pull pull, Range range) {
    return new JsonObject()
        .put("from", range.from().text())
        .put("through", range.through().text())
        .put("format", pull.format().text());
  }
}
