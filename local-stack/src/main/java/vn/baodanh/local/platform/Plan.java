package vn.baodanh.local.platform;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which faults strike, drawn from a seed: the same seed strikes the same payments, counted in the
 * order in which they come.
 *
 * @param perMille how many of a thousand each fault strikes; at most 1,000 in all for one kind
 */
record Plan(long seed, Map<Fault, Integer> perMille) {
  static final Plan NONE = new Plan(0, Map.of());

  private static final int WHOLE = 1000;

  Plan {
    perMille = Map.copyOf(perMille);
    for (var kind : Fault.Kind.values()) {
      var all = 0;
      for (var share : perMille.entrySet()) {
        if (share.getValue() < 0 || share.getValue() > WHOLE) {
          throw new IllegalArgumentException(share.getKey().text() + ": 0 to 1000");
        }
        all += share.getKey().kind() == kind ? share.getValue() : 0;
      }
      if (all > WHOLE) {
        throw new IllegalArgumentException(
            "faults of the kind " + kind + ": at most 1000 of a thousand in all");
      }
    }
  }

  /** The fault of this kind that strikes the {@code ordinal}th of its things. */
  Optional<Fault> draw(Fault.Kind kind, long ordinal) {
    var seeds = new SplittableRandom(seed ^ kind.name().hashCode());
    var place = new SplittableRandom(seeds.nextLong() ^ ordinal).nextInt(WHOLE);
    for (var fault : Fault.values()) {
      if (fault.kind() == kind) {
        place -= perMille.getOrDefault(fault, 0);
        if (place < 0) {
          return Optional.of(fault);
        }
      }
    }
    return Optional.empty();
  }

  /** What strikes the payment that comes as the {@code ordinal}th. */
  Set<Fault> ofPayment(long ordinal) {
    var faults = EnumSet.noneOf(Fault.class);
    draw(Fault.Kind.OUTCOME, ordinal).ifPresent(faults::add);
    draw(Fault.Kind.NOTICE, ordinal).ifPresent(faults::add);
    return possible(faults);
  }

  /**
   * The same without what cannot happen together: money under an unknown reference can be found by
   * no query, so it is always notified.
   */
  static Set<Fault> possible(Set<Fault> wanted) {
    var faults = EnumSet.noneOf(Fault.class);
    faults.addAll(wanted);
    if (faults.contains(Fault.UNKNOWN_REFERENCE)) {
      faults.remove(Fault.IPN_LOST);
    }
    return Set.copyOf(faults);
  }
}
