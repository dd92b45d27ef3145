package vn.baodanh.payment.work;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Does many small works as few large ones: what comes while one is under way, or within the
 * interval after it began, shares the next. One at a time; to be deployed on virtual threads.
 */
public final class Groups<T, R> extends VerticleBase {
  private static final Pattern OF_DATA = Pattern.compile("22|23|40");

  private final Work<T, R> work;
  private final int most;
  private final int mostWaiting;
  private final long intervalNs;
  private final Queue<One<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean busy = new AtomicBoolean();

  /** What is done with a group. */
  @FunctionalInterface
  public interface Work<T, R> {
    /** Does all of it or nothing; may block. Answers one for each, in their order. */
    List<R> of(List<T> group);
  }

  private record One<T, R>(T what, CompletableFuture<R> answer) {}

  /**
   * @param most most in one group
   * @param mostWaiting most that wait for one; one more fails with 503
   * @param interval least time between the beginnings of two groups
   */
  public Groups(Work<T, R> work, int most, int mostWaiting, Duration interval) {
    this.work = work;
    this.most = most;
    this.mostWaiting = mostWaiting;
    this.intervalNs = interval.toNanos();
  }

  @Override
  public Future<?> start() {
    return Future.succeededFuture();
  }

  /**
   * Adds one to the next group. If that fails for the data of one, each is tried by itself. Answers
   * on the caller's context.
   */
  public Future<R> add(T what) {
    if (waiting.incrementAndGet() > mostWaiting) {
      waiting.decrementAndGet();
      return Future.failedFuture(Busy.PROBLEM);
    }
    var answer = new CompletableFuture<R>();
    queue.add(new One<>(what, answer));
    begin();
    return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
  }

  private void begin() {
    if (busy.compareAndSet(false, true)) {
      context.runOnContext(go -> drain());
    }
  }

  private void drain() {
    long begun = System.nanoTime();
    try {
      List<One<T, R>> group = next();
      if (!group.isEmpty()) {
        answer(group);
        waiting.addAndGet(-group.size());
        pause(begun + intervalNs - System.nanoTime());
      }
    } finally {
      busy.set(false);
    }
    if (!queue.isEmpty()) {
      begin();
    }
  }

  private List<One<T, R>> next() {
    List<One<T, R>> group = new ArrayList<>();
    for (var one = queue.poll(); one != null; one = group.size() < most ? queue.poll() : null) {
      group.add(one);
    }
    return group;
  }

  private void pause(long ns) {
    long ms = TimeUnit.NANOSECONDS.toMillis(ns);
    if (ms > 0) {
      vertx.timer(ms, TimeUnit.MILLISECONDS).await();
    }
  }

  private void answer(List<One<T, R>> group) {
    try {
      List<R> answers = work.of(group.stream().map(One::what).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer().complete(answers.get(i));
      }
    } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
      if (group.size() > 1 && isOfData(e)) {
        group.forEach(one -> answer(List.of(one)));
      } else {
        group.forEach(one -> one.answer().completeExceptionally(e));
      }
    }
  }

  /**
   * Classes 22 and 23, and 40, when it stood in the way of another node's: another group without it
   * may well succeed (PostgreSQL manual, appendix A).
   */
  private static boolean isOfData(Exception failure) {
    return failure instanceof PgException e && OF_DATA.matcher(e.getSqlState()).lookingAt()
        || failure instanceof IllegalStateException;
  }
}
