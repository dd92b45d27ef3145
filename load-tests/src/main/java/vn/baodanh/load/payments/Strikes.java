package vn.baodanh.load.payments;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Kills adapter, Redis and Postgres with SIGKILL, singly and together, at moments drawn from a
 * seed, while requests are unanswered; and starts them again. They are dealt as cards are: of any
 * five kills one at least strikes each.
 */
final class Strikes {
  /** A kill counts only if at least so many requests to the adapter were unanswered. */
  static final int UNANSWERED = 10;

  private static final Duration LONGEST_WAIT = Duration.ofMillis(800);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

  private final PaymentMachine machine;
  private final IntSupplier unanswered;
  private final Random random;
  private final Map<String, Integer> counted = new TreeMap<>();
  private final Map<Victim, Integer> struck = new EnumMap<>(Victim.class);
  private final Deque<Set<Victim>> deck = new ArrayDeque<>();

  /** A process that can be killed. */
  enum Victim {
    ADAPTER,
    REDIS,
    POSTGRES
  }

  /** The adapter most often, and each of the others alone and with it. */
  private static final List<Set<Victim>> TOGETHERS =
      List.of(
          EnumSet.of(Victim.ADAPTER),
          EnumSet.of(Victim.ADAPTER),
          EnumSet.of(Victim.POSTGRES),
          EnumSet.of(Victim.REDIS),
          EnumSet.of(Victim.ADAPTER, Victim.POSTGRES),
          EnumSet.of(Victim.ADAPTER, Victim.REDIS),
          EnumSet.allOf(Victim.class));

  Strikes(PaymentMachine machine, IntSupplier unanswered, Random random) {
    this.machine = machine;
    this.unanswered = unanswered;
    this.random = random;
  }

  /** Strikes once; everything is up again when this returns. */
  void strike() throws InterruptedException {
    var victims = next();
    TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_WAIT.toMillis()));
    awaitPressure();
    int underWay = unanswered.getAsInt();
    victims.parallelStream().forEach(this::kill);
    System.out.printf("%s killed: %d requests unanswered%n", victims, underWay);
    counted.merge(victims.toString(), 1, Integer::sum);
    victims.forEach(victim -> struck.merge(victim, 1, Integer::sum));
    TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_WAIT.toMillis()));
    bringBack(victims);
  }

  private Set<Victim> next() {
    if (deck.isEmpty()) {
      var cards = new ArrayList<>(TOGETHERS);
      Collections.shuffle(cards, random);
      deck.addAll(cards);
    }
    return deck.pop();
  }

  private void awaitPressure() throws InterruptedException {
    long end = System.nanoTime() + BACK_WITHIN.toNanos();
    while (unanswered.getAsInt() < UNANSWERED) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Nothing is under way that a kill could interrupt");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private void kill(Victim victim) {
    switch (victim) {
      case ADAPTER -> machine.adapter().killHard();
      case REDIS -> machine.redis().killHard();
      case POSTGRES -> machine.postgres().killHard();
    }
  }

  /** Stores first, in any order: an adapter that finds none when it starts may end. */
  private void bringBack(Set<Victim> victims) throws InterruptedException {
    var order = new ArrayList<>(victims);
    Collections.shuffle(order, random);
    order.sort((one, other) -> Boolean.compare(one == Victim.ADAPTER, other == Victim.ADAPTER));
    for (var victim : order) {
      switch (victim) {
        case ADAPTER -> machine.adapter().relaunch();
        case REDIS -> machine.redis().restart();
        case POSTGRES -> machine.postgres().restart();
      }
    }
    awaitAdapter();
  }

  private void awaitAdapter() throws InterruptedException {
    long end = System.nanoTime() + BACK_WITHIN.toNanos();
    while (!machine.adapter().isReady()) {
      if (!machine.adapter().isAlive()) {
        System.out.println("the adapter ended by itself; started again");
        machine.adapter().relaunch();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The adapter is not ready in " + BACK_WITHIN);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Whom none of the kills struck. */
  Set<Victim> spared() {
    var spared = EnumSet.allOf(Victim.class);
    spared.removeAll(struck.keySet());
    return spared;
  }

  /** How many struck whom. */
  Map<String, Integer> counted() {
    return counted;
  }
}
