package vn.baodanh.registration;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.baodanh.kit.ReadinessCheck;

/** That at least one lane can keep a filing: the queue, or the record directly. */
record LanesCheck(BooleanSupplier queue, BooleanSupplier direct) implements ReadinessCheck {
  @Override
  public String name() {
    return "lanes";
  }

  @Override
  public Optional<String> fault() {
    return queue.getAsBoolean() || direct.getAsBoolean()
        ? Optional.empty()
        : Optional.of("neither Redis nor Postgres answers");
  }
}
