package vn.baodanh.registration.recording;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Document;
import vn.baodanh.registration.filing.ExamRegistration;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Outcome;
import vn.baodanh.registration.log.Head;
import vn.baodanh.registration.log.LogSigner;
import vn.baodanh.registration.log.MerkleTree;
import vn.baodanh.registration.queue.Entry;

/**
 * One transaction on one partition: filings in, journal rows, current state, signed head and
 * progress out, all or nothing. Both lanes record through it. Runs on a virtual thread.
 */
final class Batch {
  private static final int SALT_BYTES = 16;

  private final int partition;
  private final Lane lane;
  private final LogSigner signer;
  private final RandomGenerator random;
  private final SqlConnection db;
  private final Transaction transaction;
  private final Journal.Progress before;
  private final Judge judge;
  private final long recordedUs;
  private final List<Journaled> rows = new ArrayList<>();
  private final Map<Document, Folded> folded = new LinkedHashMap<>();
  private final List<Future<?>> writes = new ArrayList<>();

  private Batch(
      int partition,
      Lane lane,
      LogSigner signer,
      RandomGenerator random,
      SqlConnection db,
      Transaction transaction,
      Journal.Progress before,
      Judge judge,
      long recordedUs) {
    this.partition = partition;
    this.lane = lane;
    this.signer = signer;
    this.random = random;
    this.db = db;
    this.transaction = transaction;
    this.before = before;
    this.judge = judge;
    this.recordedUs = recordedUs;
  }

  /**
   * Begins the transaction, takes the partition's row lock and reads what the judge needs to know
   * of these filings.
   */
  static Batch begin(
      SqlConnection db, BatchTools tools, int partition, Lane lane, List<Filing> filings) {
    Future<Transaction> transaction = db.begin();
    Future<?> bound =
        lane == Lane.DIRECT
            ? db.query("SET LOCAL transaction_timeout = '2s'").execute() // QueueDoubt counts on it
            : Future.succeededFuture();
    Future<Journal.Progress> progress = Journal.lock(db, partition);
    List<UUID> candidates = filings.stream().map(Filing::candidate).distinct().toList();
    Future<Map<Document, Place>> places = Journal.lastPlaces(db, candidates);
    Future<List<Inherited>> inherited = Journal.inherited(db, candidates);
    Map<Document, Place> lastPlaces;
    try {
      lastPlaces =
          Future.join(List.of(transaction, bound, progress, places, inherited))
              .map(all -> places.result())
              .await();
      List<Filing> returning =
          filings.stream().filter(f -> lastPlaces.containsKey(f.document())).toList();
      List<Known> known =
          returning.isEmpty() ? List.of() : Journal.sameRequests(db, returning).await();
      return new Batch(
          partition,
          lane,
          tools.signer(),
          tools.random(),
          db,
          transaction.result(),
          progress.result(),
          new Judge(lastPlaces, inherited.result(), known),
          Micros.of(tools.clock().instant()));
    } catch (Exception e) {
      if (transaction.succeeded()) {
        transaction.result().rollback();
      }
      throw e;
    }
  }

  Judge judge() {
    return judge;
  }

  Journal.Progress before() {
    return before;
  }

  /** Puts a judged filing into the journal to be. */
  Known add(Filing filing, Verdict.Journaled verdict) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    long seq = before.seq() + rows.size() + 1;
    var row =
        new Journaled(
            filing, seq, verdict.orderUs(), verdict.outcome(), verdict.reason().orElse(""), salt);
    rows.add(row);
    folded.merge(filing.document(), fold(row), Batch::later);
    Known known =
        new Known(
            filing.id(),
            filing.digest(),
            verdict.outcome(),
            verdict.reason(),
            verdict.orderUs(),
            filing.receivedUs(),
            recordedUs);
    judge.remember(known);
    return known;
  }

  /** Everything that was received before this close is recorded, once this batch is. */
  void markDrained(String window, long closesUs) {
    writes.add(Journal.markDrained(db, partition, window, closesUs));
  }

  /** This filing is in the journal already; the queue may have an earlier place for it. */
  void pass(Filing filing) {
    Place place = judge.lastPlace(filing.document());
    if (place.queuedEarlierUs() != null) {
      writes.add(Journal.notePlace(db, filing.document(), place));
    }
  }

  void setAside(Entry entry) {
    writes.add(SetAside.add(db, partition, entry, ""));
  }

  private static Folded fold(Journaled row) {
    Filing filing = row.filing();
    return row.outcome() == Outcome.APPLIED
        ? new Folded(
            filing.document(),
            row.orderUs(),
            row.orderUs(),
            row.seq(),
            filing.id(),
            department(filing),
            filing.content())
        : new Folded(filing.document(), row.orderUs(), 0, 0, null, null, new byte[0]);
  }

  private static @Nullable String department(Filing filing) {
    return switch (filing.kind()) {
      case PREFERENCES -> null;
      case REGISTRATION ->
          filing.content().length == 0 ? null : ExamRegistration.departmentOf(filing.content());
    };
  }

  private static Folded later(Folded one, Folded other) {
    Folded counts = other.orderUs() > one.orderUs() ? other : one;
    return new Folded(
        one.document(),
        Math.max(one.lastOrderUs(), other.lastOrderUs()),
        counts.orderUs(),
        counts.seq(),
        counts.filing(),
        counts.department(),
        counts.content());
  }

  /**
   * Writes and commits.
   *
   * @param lastId how far the queue is recorded with this batch
   * @throws MovedOnException if somebody else recorded this partition meanwhile; nothing is written
   */
  void commit(String lastId) {
    Journal.Progress after =
        new Journal.Progress(lastId, before.seq(), before.headNumber(), before.headHash());
    if (!rows.isEmpty()) {
      Head head = head();
      writes.add(Journal.append(db, partition, lane, head.number(), recordedUs, rows));
      writes.add(Journal.fold(db, partition, folded.values(), judge::lastPlace));
      writes.add(Journal.addHead(db, head, signer.keyId(), signer.sign(head.bytes())));
      after = new Journal.Progress(lastId, before.seq() + rows.size(), head.number(), head.hash());
    }
    var advanced = Journal.advance(db, partition, before.lastId(), after);
    writes.add(advanced);
    try {
      Future.join(writes).await();
      if (advanced.result().rowCount() != 1) {
        throw new MovedOnException(partition);
      }
    } catch (Exception e) {
      rollback();
      throw e;
    }
    transaction.commit().await();
  }

  void rollback() {
    transaction.rollback().otherwiseEmpty().await();
  }

  private Head head() {
    List<byte[]> leaves = rows.stream().map(row -> row.leaf(partition).hash()).toList();
    return new Head(
        partition,
        before.headNumber() + 1,
        before.seq() + 1,
        rows.size(),
        new MerkleTree(leaves).root(),
        before.headHash(),
        recordedUs);
  }
}
