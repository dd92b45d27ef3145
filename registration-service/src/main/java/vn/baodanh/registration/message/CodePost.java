package vn.baodanh.registration.message;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one-time codes: at once, and without a copy left in the outbox. */
public final class CodePost {
  private static final Logger LOG = LoggerFactory.getLogger(CodePost.class);

  private final Pool pool;
  private final Map<String, Channel> channelByName;

  /**
   * @param channelByName of text messages and e-mail, as far as they are in use
   */
  CodePost(Pool pool, Map<String, Channel> channelByName) {
    this.pool = pool;
    this.channelByName = Map.copyOf(channelByName);
  }

  /** Where a candidate's codes may go. */
  public record Recipient(String channel, String address) {
    /** As much of it as its owner needs to know it again. */
    public String masked() {
      int at = address.indexOf('@');
      return at < 0
          ? "*".repeat(Math.max(0, address.length() - 3))
              + address.substring(Math.max(0, address.length() - 3))
          : address.substring(0, Math.min(1, at)) + "***" + address.substring(at);
    }
  }

  /**
   * By the exam registration that counts, also one that was filed under another id of the person,
   * as by a school before the first sign-in: the phone first, then the e-mail address.
   */
  public Future<List<Recipient>> recipients(UUID candidate) {
    return pool.preparedQuery(
            """
            SELECT phone, email FROM contact
            WHERE candidate_id = ANY (candidates_of($1)) ORDER BY order_us DESC, phone IS NULL, email IS NULL LIMIT 1
            """)
        .execute(Tuple.of(candidate))
        .map(rows -> rows.stream().findFirst().map(this::recipients).orElse(List.of()));
  }

  private List<Recipient> recipients(Row row) {
    return Stream.of(
            recipient(Channel.SMS, row.getString(0)), recipient(Channel.EMAIL, row.getString(1)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Recipient> recipient(
      String channel, @org.jspecify.annotations.Nullable String address) {
    return Optional.ofNullable(address)
        .filter(known -> channelByName.containsKey(channel))
        .map(known -> new Recipient(channel, known));
  }

  /**
   * Sends it to the first of these that takes it, and says which that was. Fails if it may not have
   * been sent to any.
   */
  public Future<Recipient> sendToFirst(List<Recipient> recipients, String code) {
    Recipient first = recipients.getFirst();
    List<Recipient> others = recipients.subList(1, recipients.size());
    Future<Recipient> sent = send(first, code).map(first);
    return others.isEmpty()
        ? sent
        : sent.recover(failure -> {
          LOG.warn("a code goes another way than by {}: {}", first.channel(), failure.toString());
          return sendToFirst(others, code);
        });
  }

  private Future<Void> send(Recipient to, String code) {
    Channel channel = channelByName.get(to.channel());
    if (channel == null) {
      throw new IllegalArgumentException("no channel " + to.channel());
    }
    String key = UUID.randomUUID().toString(); // another code is another letter
    return channel.send(new Letter(key, to.address(), Wording.code(code)));
  }
}
