package vn.baodanh.kit;

import java.util.Optional;

/**
 * One reason why a service may be unable to work. Asked on an event loop: answers at once, from
 * memory.
 */
public interface ReadinessCheck {

  String name();

  /** What is wrong, in a few words without personal data; empty if nothing is. */
  Optional<String> fault();
}
