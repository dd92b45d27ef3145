package vn.baodanh.kit;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.models.role.RedisInstance;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A server that takes writes: the only one, or one of a cluster's. */
record RedisNode(String name, StatefulRedisConnection<byte[], byte[]> connection) {

  /** Asks each of them; fails if one fails. */
  static <T> Future<List<T>> ask(
      StatefulConnection<byte[], byte[]> connection, Function<RedisNode, Future<T>> question) {
    var answers = all(connection).stream().map(node -> node.compose(question)).toList();
    return Future.join(answers).map(all -> all.<T>list());
  }

  <T> Future<T> send(Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
    return Future.fromCompletionStage(command.apply(connection.async()));
  }

  /** A value of what INFO answers in lines NAME:VALUE; empty if it is not there. */
  static Optional<String> valueIn(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  private static List<Future<RedisNode>> all(StatefulConnection<byte[], byte[]> connection) {
    return switch (connection) {
      case StatefulRedisConnection<byte[], byte[]> server ->
          List.of(Future.succeededFuture(new RedisNode("Redis", server)));
      case StatefulRedisClusterConnection<byte[], byte[]> cluster ->
          cluster.getPartitions().stream()
              .filter(node -> node.getRole() == RedisInstance.Role.UPSTREAM)
              .map(node -> {
                var name = "Redis node " + node.getUri().getHost() + ":" + node.getUri().getPort();
                return Future.fromCompletionStage(cluster.getConnectionAsync(node.getNodeId()))
                    .map(open -> new RedisNode(name, open));
              })
              .toList();
      default -> throw new IllegalArgumentException("no such connection: " + connection);
    };
  }
}
