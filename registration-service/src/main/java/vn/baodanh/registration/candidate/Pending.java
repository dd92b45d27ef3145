package vn.baodanh.registration.candidate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Document;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.person.Person;
import vn.baodanh.registration.queue.FilingQueue;

/** What the queue knows of a candidate's filings that are not recorded yet. */
final class Pending {
  private final Vertx vertx;
  private final FilingQueue queue;
  private final Partitions partitions;
  private final Clock clock;

  Pending(Vertx vertx, FilingQueue queue, Partitions partitions, Clock clock) {
    this.vertx = vertx;
    this.queue = queue;
    this.partitions = partitions;
    this.clock = clock;
  }

  /** The filing of a kind received last, whether recorded or not; nothing while Redis is away. */
  Future<Optional<FilingQueue.Last>> last(Person person, Kind kind) {
    return Future.join(person.ids().stream().map(id -> last(new Document(id, kind))).toList())
        .map(all ->
            all.<Optional<FilingQueue.Last>>list().stream()
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(last -> last.taken().orderUs())))
        .otherwise(Optional.empty());
  }

  private Future<Optional<FilingQueue.Last>> last(Document document) {
    return Future.fromCompletionStage(
        queue.last(partitions.of(document.candidate()), document), vertx.getOrCreateContext());
  }

  /** This person's filing; fails if the queue cannot say. */
  Future<Optional<FilingQueue.Found>> find(Person person, UUID filing) {
    return Future.join(person.ids().stream().map(id -> find(id, filing)).toList())
        .map(all ->
            all.<Optional<FilingQueue.Found>>list().stream().flatMap(Optional::stream).findFirst());
  }

  private Future<Optional<FilingQueue.Found>> find(UUID candidate, UUID filing) {
    return Future.fromCompletionStage(
        queue.find(partitions.of(candidate), candidate, filing, clock.instant()),
        vertx.getOrCreateContext());
  }
}
