package vn.baodanh.registration.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.baodanh.registration.filing.Document;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Kind;

/**
 * The kept filings of every partition, in Redis. Each write is one function call on one partition's
 * slot, so it is atomic, and Redis answers after its fsync. Calls complete on Lettuce's threads.
 */
public final class FilingQueue {
  private static final int ID_BYTES = 16;

  /** As many bytes of a body's digest as {@code keep.lua} remembers with an answer. */
  private static final int DIGEST_BYTES = 16;

  /** As many bytes of an id name the request. */
  private static final int REQUEST_BYTES = 10;

  private final Supplier<RedisClusterAsyncCommands<byte[], byte[]>> redis;
  private final Function<byte[], CompletionStage<?>> replicated;
  private final byte[] epoch;

  /**
   * @param replicated waits until what was written to this key's node just before is safe
   * @param epoch names the installation whose queue this Redis must hold; every write checks it
   */
  public FilingQueue(
      Supplier<RedisClusterAsyncCommands<byte[], byte[]>> redis,
      Function<byte[], CompletionStage<?>> replicated,
      String epoch) {
    this.redis = redis;
    this.replicated = replicated;
    this.epoch = ascii(epoch);
  }

  /**
   * Keeps a group of one partition's filings under one window, each judged by itself: one answer a
   * filing, in its order. Fails if too few replicas confirm; the filings may be kept all the same.
   */
  public CompletionStage<List<Kept>> keep(
      int partition, long opensUs, long closesUs, List<Filing> group, Instant now) {
    byte[][] args = new byte[3 + group.size()][];
    args[0] = epoch;
    args[1] = digits(opensUs);
    args[2] = digits(closesUs);
    for (int i = 0; i < group.size(); i++) {
      args[3 + i] = group.get(i).encode();
    }
    return redis
        .get()
        .<List<byte[]>>fcall(
            "baodanh_1_keep", ScriptOutputType.MULTI, QueueKeys.keep(partition, now), args)
        .thenCombine(
            replicated.apply(QueueKeys.stream(partition)),
            (answers, safe) -> answers.stream().map(FilingQueue::kept).toList());
  }

  /** Tells the queue what was recorded past it; doing it twice is harmless. */
  public CompletionStage<?> learn(int partition, List<Recorded> filings, Instant now) {
    byte[][] args = new byte[1 + 5 * filings.size()][];
    args[0] = epoch;
    int at = 1;
    for (Recorded filing : filings) {
      args[at++] = field(filing.document());
      args[at++] = FilingId.bytes(filing.id());
      args[at++] = digits(filing.receivedUs());
      args[at++] = digits(filing.orderUs());
      args[at++] = filing.digest();
    }
    return redis
        .get()
        .fcall("baodanh_1_learn", ScriptOutputType.STATUS, QueueKeys.keep(partition, now), args);
  }

  /** A filing that was recorded without the queue. */
  public record Recorded(
      Document document, UUID id, long receivedUs, long orderUs, byte[] digest) {}

  /**
   * Asks for the mark behind which nothing can follow that was received before this close.
   *
   * @return whether it is set, now or before; it is not before its time
   */
  public CompletionStage<Boolean> barrier(int partition, String window, long closesUs) {
    return redis
        .get()
        .<Long>fcall(
            "baodanh_1_barrier",
            ScriptOutputType.INTEGER,
            QueueKeys.barrier(partition),
            epoch,
            window.getBytes(US_ASCII),
            digits(closesUs))
        .thenApply(set -> set == 1);
  }

  /** At most {@code count} entries after the one named, oldest first. */
  public CompletionStage<List<Entry>> read(int partition, String after, int count) {
    return redis
        .get()
        .xread(
            XReadArgs.Builder.count(count),
            XReadArgs.StreamOffset.from(QueueKeys.stream(partition), after))
        .thenApply(messages -> messages.stream().map(EntryReader::read).toList());
  }

  /** Forgets entries older than this one's time; the entry itself stays. */
  public CompletionStage<?> trim(int partition, long olderThanMs) {
    return redis
        .get()
        .xtrim(
            QueueKeys.stream(partition),
            XTrimArgs.Builder.minId(olderThanMs + "-0").approximateTrimming());
  }

  /**
   * How the stream stands to what is recorded of it.
   *
   * @param holdsLast whether it still has the entry recorded last; a stream that has not is an
   *     older copy, or another one
   * @param oldestWaiting when the oldest entry after that one was kept, by Redis's clock; empty if
   *     none waits
   */
  public record Tail(boolean holdsLast, Optional<Instant> oldestWaiting) {}

  /** Looks at the stream from the entry recorded last on. */
  public CompletionStage<Tail> tail(int partition, String recordedTo) {
    return redis
        .get()
        .xrange(
            QueueKeys.stream(partition),
            Range.from(Range.Boundary.including(recordedTo), Range.Boundary.unbounded()),
            Limit.from(2))
        .thenApply(found -> tail(recordedTo, found.stream().map(StreamMessage::getId).toList()));
  }

  private static Tail tail(String recordedTo, List<String> ids) {
    return new Tail(
        recordedTo.equals(EntryId.ZERO) || ids.contains(recordedTo),
        ids.stream().filter(id -> !id.equals(recordedTo)).findFirst().map(EntryId::instant));
  }

  /** The filing of this document received last, as far as the queue knows. */
  public CompletionStage<Optional<Last>> last(int partition, Document document) {
    return redis
        .get()
        .hget(QueueKeys.lastFilings(partition), field(document))
        .thenApply(value -> Optional.ofNullable(value).map(FilingQueue::lastOf));
  }

  public record Last(UUID filing, Kept.Taken taken) {}

  /**
   * Whether this filing of this candidate was kept within the last day, and its kind, order and
   * receipt time.
   */
  public CompletionStage<Optional<Found>> find(
      int partition, UUID candidate, UUID filing, Instant now) {
    byte[][] keys = QueueKeys.keep(partition, now);
    byte[][] documents =
        Arrays.stream(Kind.values())
            .map(kind -> field(new Document(candidate, kind)))
            .toArray(byte[][]::new);
    var lasts = redis.get().hmget(keys[2], documents);
    byte[][] requests =
        Arrays.stream(documents).map(document -> request(document, filing)).toArray(byte[][]::new);
    var today = redis.get().hmget(keys[3], requests);
    var yesterday = redis.get().hmget(keys[4], requests);
    return lasts
        .thenCombine(today, FilingQueue::both)
        .thenCombine(yesterday, FilingQueue::both)
        .thenApply(values -> found(filing, values));
  }

  public record Found(Kind kind, Kept.Taken taken) {}

  /**
   * @param values of the documents of every kind, one round of kinds after the other
   */
  private static Optional<Found> found(UUID filing, List<KeyValue<byte[], byte[]>> values) {
    Kind[] kinds = Kind.values();
    for (int i = 0; i < values.size(); i++) {
      Optional<Last> one = values.get(i).map(FilingQueue::lastOf).optional();
      if (one.isPresent() && one.get().filing().equals(filing)) {
        return Optional.of(new Found(kinds[i % kinds.length], one.get().taken()));
      }
    }
    return Optional.empty();
  }

  /** Names a document as {@code keep.lua} cuts it out of an entry. */
  private static byte[] field(Document document) {
    return ByteBuffer.allocate(ID_BYTES + 1)
        .put(FilingId.bytes(document.candidate()))
        .put((byte) document.kind().code())
        .array();
  }

  private static byte[] request(byte[] document, UUID filing) {
    return ByteBuffer.allocate(document.length + REQUEST_BYTES)
        .put(document)
        .put(FilingId.bytes(filing), 0, REQUEST_BYTES)
        .array();
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static Kept kept(byte[] answer) {
    return switch (answer[0]) {
      case 'K', 'A' -> taken(new String(answer, 2, answer.length - 2, US_ASCII));
      case 'R' -> new Kept.KeyReused();
      case 'S' ->
          new Kept.Stale(Long.parseLong(new String(answer, 2, answer.length - 2, US_ASCII)));
      case 'N' -> new Kept.NotOpenYet();
      case 'C' -> new Kept.Closed();
      case 'L' -> new Kept.TooOld();
      default ->
          throw new IllegalStateException("answer of keep: " + new String(answer, ISO_8859_1));
    };
  }

  private static Kept.Taken taken(String orderAndReceived) {
    int space = orderAndReceived.indexOf(' ');
    return new Kept.Taken(
        Long.parseLong(orderAndReceived, 0, space, 10),
        Long.parseLong(orderAndReceived, space + 1, orderAndReceived.length(), 10));
  }

  private static Last lastOf(byte[] value) {
    var id = ByteBuffer.wrap(value, 0, ID_BYTES);
    int at = ID_BYTES + DIGEST_BYTES;
    return new Last(
        new UUID(id.getLong(), id.getLong()),
        taken(new String(value, at, value.length - at, US_ASCII)));
  }

  private static byte[] digits(long number) {
    return ascii(Long.toString(number));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
