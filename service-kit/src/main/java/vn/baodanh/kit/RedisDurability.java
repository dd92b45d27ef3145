package vn.baodanh.kit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks a node whether what it answers is on disk, and stays. */
final class RedisDurability {

  private static final Map<String, String> NEEDED =
      Map.of("appendonly", "yes", "appendfsync", "always", "maxmemory-policy", "noeviction");

  private RedisDurability() {}

  /** Fails with {@link NotDurableException} if it is not. */
  static Future<Void> check(RedisNode node) {
    return node.send(redis -> redis.configGet(NEEDED.keySet().toArray(String[]::new)))
        .compose(settings -> {
          var faults = faults(settings);
          return faults.isEmpty()
              ? Future.succeededFuture()
              : Future.failedFuture(
                  new NotDurableException(node.name(), String.join(", ", faults)));
        });
  }

  private static List<String> faults(Map<String, String> settings) {
    return NEEDED.entrySet().stream()
        .filter(needed -> !Objects.equals(settings.get(needed.getKey()), needed.getValue()))
        .map(needed ->
            needed.getKey()
                + " is "
                + settings.get(needed.getKey())
                + ", must be "
                + needed.getValue())
        .sorted()
        .toList();
  }
}
