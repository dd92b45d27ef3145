package vn.baodanh.payment.platform;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The platforms in use here. */
public final class Platforms {
  private final Map<String, Platform> byName;

  public Platforms(List<Platform> platforms) {
    this.byName = platforms.stream().collect(Collectors.toMap(Platform::name, Function.identity()));
  }

  public Optional<Platform> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A platform that an attempt was made at. Fails if it is not in use any more. */
  public Platform of(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("platform " + name + " is not in use here"));
  }

  public Collection<Platform> all() {
    return byName.values();
  }

  /** The names of those that are not away. */
  public List<String> reachable() {
    return byName.values().stream()
        .filter(platform -> !platform.isAway())
        .map(Platform::name)
        .toList();
  }
}
