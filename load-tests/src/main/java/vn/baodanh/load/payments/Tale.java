package vn.baodanh.load.payments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A candidate with a bill, what happens, and what goes wrong at the platform with the payment that
 * is meant to succeed.
 *
 * @param preferences how many the bill is for; one is {@link #FEE}
 * @param nextBill the bill that comes in its place, where the story has one
 */
record Tale(
    UUID candidate, UUID bill, UUID nextBill, int preferences, Story story, Set<String> faults) {
  /** 2025. */
  static final long FEE = 15_000;

  private static final int MOST_PREFERENCES = 15;

  private static final List<String> NOTICE_FAULTS =
      List.of("ipn-lost", "ipn-late", "ipn-repeated", "ipn-reordered");
  private static final List<String> OUTCOME_FAULTS =
      List.of(
          "success-after-expiry", "reversed", "suspicious", "wrong-amount", "unknown-reference");

  /** The tales of a seed: each fault strikes one of a hundred. */
  static List<Tale> all(int count, long seed) {
    var random = new Random(seed);
    var faults = new ArrayList<Set<String>>();
    IntStream.range(0, count).forEach(i -> faults.add(new HashSet<>()));
    deal(NOTICE_FAULTS, faults, random);
    deal(OUTCOME_FAULTS, faults, random);
    return faults.stream().map(struck -> one(random, struck)).toList();
  }

  /** Gives one of the kind to each of so many, at random, and to nobody two of them. */
  private static void deal(List<String> kind, List<Set<String>> hands, Random random) {
    int each = Math.max(1, hands.size() / 100);
    var places = new ArrayList<>(IntStream.range(0, hands.size()).boxed().toList());
    Collections.shuffle(places, random);
    for (int i = 0; i < each * kind.size(); i++) {
      hands.get(places.get(i)).add(kind.get(i % kind.size()));
    }
  }

  private static Tale one(Random random, Set<String> faults) {
    return new Tale(
        id(random),
        id(random),
        id(random),
        1 + random.nextInt(MOST_PREFERENCES),
        Story.at(random.nextInt(100)),
        Set.copyOf(faults));
  }

  private static UUID id(Random random) {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return UUID.nameUUIDFromBytes(bytes);
  }
}
