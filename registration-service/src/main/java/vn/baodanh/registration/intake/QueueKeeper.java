package vn.baodanh.registration.intake;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import vn.baodanh.kit.Breaker;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.season.Window;

/**
 * Keeps filings in the queue. What arrives shortly after a call waits for the next one, and the
 * calls of all partitions leave together: so under load many filings share a call, and all of them
 * an fsync of Redis, while who comes alone never waits. Belongs to one event loop.
 */
final class QueueKeeper implements Keeper {
  private final FilingQueue queue;
  private final Partitions partitions;
  private final Breaker breaker;
  private final Clock clock;
  private final Context context;
  private final int mostTogether;
  private final long intervalNs;
  private final List<Queue<Wish>> wishesByPartition = new ArrayList<>();
  private boolean sendingSoon;
  private long sentNs;

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
    this.intervalNs = settings.interval().toNanos();
    this.sentNs = System.nanoTime() - intervalNs;
    for (int p = 0; p < partitions.count(); p++) {
      wishesByPartition.add(new ArrayDeque<>());
    }
  }

  private record Wish(Filing filing, Window window, Promise<Kept> answer) {}

  @Override
  public Future<Kept> keep(Filing filing, Window window) {
    Promise<Kept> answer = Promise.promise();
    wishesByPartition.get(partitions.of(filing.candidate())).add(new Wish(filing, window, answer));
    if (!sendingSoon) {
      sendingSoon = true;
      sendInTime();
    }
    return answer.future();
  }

  /**
   * After this turn of the loop, so that what was read with this request goes with it; or when the
   * interval is over.
   */
  private void sendInTime() {
    long leftMs = TimeUnit.NANOSECONDS.toMillis(sentNs + intervalNs - System.nanoTime());
    if (leftMs > 0) {
      context.owner().setTimer(leftMs, over -> send());
    } else {
      context.runOnContext(read -> send());
    }
  }

  private void send() {
    sendingSoon = false;
    sentNs = System.nanoTime();
    for (int p = 0; p < partitions.count(); p++) {
      Queue<Wish> wishes = wishesByPartition.get(p);
      while (!wishes.isEmpty()) {
        call(p, nextGroup(wishes));
      }
    }
  }

  private List<Wish> nextGroup(Queue<Wish> wishes) {
    List<Wish> group = new ArrayList<>();
    Window window = wishes.element().window();
    while (group.size() < mostTogether
        && !wishes.isEmpty()
        && wishes.element().window().equals(window)) {
      group.add(wishes.remove());
    }
    return group;
  }

  private void call(int partition, List<Wish> group) {
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
              for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
              }
            },
            failure -> group.forEach(wish -> wish.answer().fail(failure)));
  }
}
