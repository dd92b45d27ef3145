package vn.baodanh.kit;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.models.role.RedisInstance;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks every node that takes writes whether what it answers is on disk, and stays. */
final class RedisDurability {

  private static final Map<String, String> NEEDED =
      Map.of("appendonly", "yes", "appendfsync", "always", "maxmemory-policy", "noeviction");

  private RedisDurability() {}

  static Future<Void> check(StatefulConnection<byte[], byte[]> connection) {
    return switch (connection) {
      case StatefulRedisConnection<byte[], byte[]> server -> checkNode("Redis", server);
      case StatefulRedisClusterConnection<byte[], byte[]> cluster ->
          Future.join(nodes(cluster)).mapEmpty();
      default -> throw new IllegalArgumentException("no such connection: " + connection);
    };
  }

  private static List<Future<Void>> nodes(StatefulRedisClusterConnection<byte[], byte[]> cluster) {
    return cluster.getPartitions().stream()
        .filter(node -> node.getRole() == RedisInstance.Role.UPSTREAM)
        .map(node -> checkNode(cluster, node))
        .toList();
  }

  private static Future<Void> checkNode(
      StatefulRedisClusterConnection<byte[], byte[]> cluster, RedisClusterNode node) {
    return Future.fromCompletionStage(cluster.getConnectionAsync(node.getNodeId()))
        .compose(connection ->
            checkNode(
                "Redis node " + node.getUri().getHost() + ":" + node.getUri().getPort(),
                connection));
  }

  private static Future<Void> checkNode(String name, StatefulRedisConnection<byte[], byte[]> node) {
    return Future.fromCompletionStage(
            node.async().configGet(NEEDED.keySet().toArray(String[]::new)))
        .compose(settings -> {
          var faults = faults(settings);
          return faults.isEmpty()
              ? Future.succeededFuture()
              : Future.failedFuture(new NotDurableException(name, String.join(", ", faults)));
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
