package vn.baodanh.registration.message;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.person.Candidates;

/** All of a process that tells candidates something. */
public final class Messaging {
  /** To one server; more of a mail server's time than others leave it. */
  private static final int CONNECTIONS = 8;

  private final Map<String, Channel> letters = new HashMap<>();
  private final Map<String, Channel> codes = new HashMap<>();
  private final Messages messages;
  private final Pool pool;
  private final Partitions partitions;
  private final MessageSettings settings;
  private final Clock clock;

  public Messaging(
      Vertx vertx, Pool pool, MessageSettings settings, Partitions partitions, Clock clock) {
    this.pool = pool;
    this.partitions = partitions;
    this.settings = settings;
    settings
        .smtp()
        .ifPresent(server ->
            letters.put(Channel.EMAIL, new Email(vertx, server, settings.from(), CONNECTIONS)));
    settings
        .portalInbox()
        .ifPresent(address ->
            letters.put(Channel.PORTAL, new Gateway(vertx, Channel.PORTAL, address, CONNECTIONS)));
    settings
        .sms()
        .ifPresent(address ->
            codes.put(Channel.SMS, new Gateway(vertx, Channel.SMS, address, CONNECTIONS)));
    Optional.ofNullable(letters.get(Channel.EMAIL))
        .ifPresent(email -> codes.put(Channel.EMAIL, email));
    this.messages = new Messages(letters.keySet(), clock);
    this.clock = clock;
  }

  public Messages messages() {
    return messages;
  }

  public CodePost codePost() {
    return new CodePost(pool, codes);
  }

  public Map<String, Handler<RoutingContext>> byOperation(Candidates candidates) {
    return new InboxHandlers(pool, candidates, clock).byOperation();
  }

  /** What sends letters, on virtual threads; nothing where no channel is in use. */
  public List<Deployable> senders() {
    return letters.isEmpty()
        ? List.of()
        : List.of(new Postman(new Outbox(pool), partitions, letters, settings.pause()));
  }

  /** To be called when the senders have stopped. */
  public Future<?> close() {
    return Future.join(
        Stream.concat(letters.values().stream(), codes.values().stream())
            .distinct()
            .map(Channel::close)
            .toList());
  }
}
