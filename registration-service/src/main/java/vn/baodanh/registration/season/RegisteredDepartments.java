package vn.baodanh.registration.season;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/**
 * Departments as the recorded exam registrations say. One that was found is remembered for a
 * minute, of as many candidates as file in that time; at most so many are looked up at once that
 * reading cannot take the database from those who record.
 */
public final class RegisteredDepartments implements Departments {
  private static final int MOST_REMEMBERED = 50_000;
  private static final int MOST_AT_ONCE = 200;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);
  private static final Problem BUSY =
      Problem.of(
              503,
              "busy",
              "Hệ thống đang quá tải. Xin gửi lại sau ít giây.",
              "The system is overloaded. Please send it again in a few seconds.")
          .withRetryAfter(Duration.ofSeconds(2));

  private final Pool pool;
  private final Clock clock;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<UUID, Found> foundByCandidate =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Found> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  public RegisteredDepartments(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  private record Found(String department, Instant at) {}

  @Override
  public Future<String> of(UUID candidate) {
    Instant now = clock.instant();
    Found known = known(candidate);
    if (known != null && now.isBefore(known.at().plus(REMEMBERED_FOR))) {
      return Future.succeededFuture(known.department());
    }
    if (underWay.incrementAndGet() > MOST_AT_ONCE) {
      underWay.decrementAndGet();
      return Future.failedFuture(new ProblemException(BUSY));
    }
    return Postgres.orUnavailable(lookUp(candidate))
        .onComplete(done -> underWay.decrementAndGet())
        .onSuccess(department -> remember(candidate, new Found(department, now)));
  }

  private Future<String> lookUp(UUID candidate) {
    return pool.preparedQuery(
            """
            SELECT coalesce(department_code, '') FROM current_filing
            WHERE candidate_id = ANY (candidates_of($1)) AND kind = 2 ORDER BY order_us DESC LIMIT 1
            """)
        .execute(Tuple.of(candidate))
        .map(rows -> rows.stream().findFirst().map((Row row) -> row.getString(0)).orElse(""));
  }

  private synchronized @Nullable Found known(UUID candidate) {
    return foundByCandidate.get(candidate);
  }

  /** Who has not registered may do so at any moment. */
  private synchronized void remember(UUID candidate, Found found) {
    foundByCandidate.remove(candidate);
    if (!found.department().isEmpty()) {
      foundByCandidate.put(candidate, found);
    }
  }
}
