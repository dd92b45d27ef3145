package vn.baodanh.kit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks a node whether what it answers is on disk, and stays. */
final class RedisDurability {

  private static final Map<String, String> NEEDED =
      Map.of("appendonly", "yes", "appendfsync", "always", "maxmemory-policy", "noeviction");

  private RedisDurability() {}

  /** Fails with {@link NotDurableException} if it is not, or is older than version 7. */
  static Future<Void> check(RedisNode node) {
    return node.send(redis -> redis.info("server"))
        .compose(info -> {
          // Its questions for several settings at once are unknown to an older one.
          var old = versionFault(info);
          return old.isPresent()
              ? Future.succeededFuture(old.stream().toList())
              : settingFaults(node);
        })
        .compose(faults ->
            faults.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(
                    new NotDurableException(node.name(), String.join(", ", faults))));
  }

  /**
   * What is wrong with a server's version.
   *
   * @param info lines NAME:VALUE, as INFO answers
   */
  static Optional<String> versionFault(String info) {
    var version = RedisNode.valueIn(info, "redis_version").orElse("unknown");
    return version.matches("(?:[7-9]|[1-9][0-9]+)\\..*")
        ? Optional.empty()
        : Optional.of("redis_version is " + version + ", at least 7 is needed");
  }

  private static Future<List<String>> settingFaults(RedisNode node) {
    return node.send(redis -> redis.configGet(NEEDED.keySet().toArray(String[]::new)))
        .map(RedisDurability::faults);
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
