package vn.baodanh.registration.message;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.baodanh.registration.filing.Micros;

/**
 * Tells candidates something, in the transaction in which it comes about: with its commit it is in
 * their inbox, and letters are on their way. What becomes of filings is not told here; it arises
 * from the journal.
 */
public final class Messages {
  private final Set<String> channels;
  private final Clock clock;

  /**
   * @param channels by which letters go out, as {@link Channel#name()} has them
   */
  Messages(Set<String> channels, Clock clock) {
    this.channels = Set.copyOf(channels);
    this.clock = clock;
  }

  /**
   * A message to one candidate.
   *
   * @param id names it: posted again under the same id, it is the same message
   * @param params as the kind asks for
   */
  public record Message(UUID id, UUID candidate, MessageKind kind, JsonObject params) {}

  /** A message to one candidate; the members of {@link Message}. */
  public Future<Void> post(
      SqlClient tx, UUID id, UUID candidate, MessageKind kind, JsonObject params) {
    return post(tx, List.of(new Message(id, candidate, kind, params)));
  }

  /** Messages to candidates, all in one statement. */
  public Future<Void> post(SqlClient tx, List<Message> messages) {
    if (messages.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.preparedQuery(
            """
            WITH posted AS (
              INSERT INTO message (id, candidate_id, at_us, kind, params)
              SELECT m.id, m.candidate, $1, m.kind, m.params
              FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::jsonb[]) AS m (id, candidate, kind, params)
              ON CONFLICT (id) DO NOTHING RETURNING id, candidate_id)
            INSERT INTO outbox (candidate_id, channel, message_id)
            SELECT candidate_id, channel, id FROM posted, unnest($6::text[]) AS channel
            """)
        .execute(
            Tuple.of(
                Micros.of(clock.instant()),
                messages.stream().map(Message::id).toArray(UUID[]::new),
                messages.stream().map(Message::candidate).toArray(UUID[]::new),
                messages.stream().map(message -> message.kind().text()).toArray(String[]::new),
                messages.stream().map(Message::params).toArray(JsonObject[]::new),
                channels.toArray(String[]::new)))
        .mapEmpty();
  }

  /**
   * A message to all candidates of an audience.
   *
   * @param id as {@link #post}
   */
  public Future<Void> announce(
      SqlClient tx, UUID id, Audience audience, MessageKind kind, JsonObject params) {
    return tx.preparedQuery(
            """
            INSERT INTO announcement (id, department_code, except_departments, at_us, kind, params) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO NOTHING
            """)
        .execute(
            Tuple.of(
                id,
                audience.department().orElse(null),
                audience.except().toArray(String[]::new),
                Micros.of(clock.instant()),
                kind.text(),
                params))
        .mapEmpty();
  }
}
