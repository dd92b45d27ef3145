package vn.baodanh.registration;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.baodanh.registration.filing.Filing;

/** A test's own way into Redis, past the service. */
final class RedisClient implements AutoCloseable {
  private final io.lettuce.core.RedisClient client;
  private final RedisCommands<byte[], byte[]> commands;

  RedisClient(String url) {
    client = io.lettuce.core.RedisClient.create(url);
    commands = client.connect(ByteArrayCodec.INSTANCE).sync();
  }

  RedisCommands<byte[], byte[]> command() {
    return commands;
  }

  /** Adds an entry of these names and values, in turn, to a partition's stream; answers its id. */
  String add(int partition, Object... fields) {
    return commands.xadd(stream(partition), fields);
  }

  List<String> ids(int partition) {
    return commands.xrange(stream(partition), io.lettuce.core.Range.unbounded()).stream()
        .map(io.lettuce.core.StreamMessage::getId)
        .toList();
  }

  /** Ids of the filings that the streams of all partitions hold. */
  Set<String> filings(int partitions) {
    Set<String> ids = new HashSet<>();
    for (int p = 0; p < partitions; p++) {
      for (var message : commands.xrange(stream(p), io.lettuce.core.Range.unbounded())) {
        message
            .getBody()
            .forEach((field, value) -> {
              if (field[0] == 'f') {
                ids.add(Filing.decode(value).id().toString());
              }
            });
      }
    }
    return ids;
  }

  /** How many marks of a window that closes then a partition's stream holds. */
  long marks(int partition, long closesUs) {
    byte[] closes = Long.toString(closesUs).getBytes(StandardCharsets.US_ASCII);
    return commands.xrange(stream(partition), io.lettuce.core.Range.unbounded()).stream()
        .flatMap(message -> message.getBody().entrySet().stream())
        .filter(field -> field.getKey()[0] == 'c' && Arrays.equals(field.getValue(), closes))
        .count();
  }

  private static byte[] stream(int partition) {
    return ("filings:{" + partition + "}").getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
