package vn.baodanh.registration.intake;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import vn.baodanh.kit.Breaker;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.season.Window;

/**
 * Keeps filings in the queue. While a partition's call is under way, what arrives for it waits and
 * goes with the next one: the more comes in, the fewer calls and fsyncs a filing costs. Belongs to
 * one event loop.
 */
final class QueueKeeper implements Keeper {
  private final FilingQueue queue;
  private final Partitions partitions;
  private final Breaker breaker;
  private final Clock clock;
  private final Context context;
  private final int mostTogether;
  private final long intervalMs;
  private final List<Lane> lanes = new ArrayList<>();

  QueueKeeper(
      FilingQueue queue,
      Partitions partitions,
      Breaker breaker,
      Clock clock,
      Context context,
      IntakeSettings settings) {
    this.queue = queue;
    this.partitions = partitions;
    this.breaker = breaker;
    this.clock = clock;
    this.context = context;
    this.mostTogether = settings.together();
    this.intervalMs = settings.interval().toMillis();
    for (int p = 0; p < partitions.count(); p++) {
      lanes.add(new Lane(p));
    }
  }

  private record Wish(Filing filing, Window window, Promise<Kept> answer) {}

  @Override
  public Future<Kept> keep(Filing filing, Window window) {
    Promise<Kept> answer = Promise.promise();
    lanes.get(partitions.of(filing.candidate())).add(new Wish(filing, window, answer));
    return answer.future();
  }

  /** One partition's calls, one at a time. */
  private final class Lane {
    private final int partition;
    private final Queue<Wish> wishes = new ArrayDeque<>();
    private boolean underWay;
    private long calledNs;

    Lane(int partition) {
      this.partition = partition;
    }

    void add(Wish wish) {
      wishes.add(wish);
      if (!underWay) {
        underWay = true;
        callForNext();
      }
    }

    private void callForNext() {
      calledNs = System.nanoTime();
      List<Wish> group = nextGroup();
      Window window = group.getFirst().window();
      List<Filing> filings = group.stream().map(Wish::filing).toList();
      breaker
          .call(() ->
              Future.fromCompletionStage(
                  queue.keep(
                      partition,
                      Micros.of(window.opens()),
                      Micros.of(window.closes()),
                      filings,
                      clock.instant()),
                  context))
          .onComplete(
              answers -> {
                goOn();
                for (int i = 0; i < group.size(); i++) {
                  group.get(i).answer().complete(answers.get(i));
                }
              },
              failure -> {
                goOn();
                group.forEach(wish -> wish.answer().fail(failure));
              });
    }

    private void goOn() {
      if (wishes.isEmpty()) {
        underWay = false;
        return;
      }
      long waitMs = intervalMs - (System.nanoTime() - calledNs) / 1_000_000;
      if (waitMs > 0) {
        context.owner().setTimer(waitMs, next -> callForNext());
      } else {
        callForNext();
      }
    }

    private List<Wish> nextGroup() {
      List<Wish> group = new ArrayList<>();
      Window window = wishes.element().window();
      while (group.size() < mostTogether
          && !wishes.isEmpty()
          && wishes.element().window().equals(window)) {
        group.add(wishes.remove());
      }
      return group;
    }
  }
}
