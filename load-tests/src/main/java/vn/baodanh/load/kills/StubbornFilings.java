package vn.baodanh.load.kills;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import vn.baodanh.load.audit.Accepted;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.load.audit.Outcome;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.candidate.FilingRequest;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.candidate.TokenMint;
import vn.baodanh.load.generator.Answer;
import vn.baodanh.load.generator.Exchange;

/**
 * Candidates who file one list after the other, each on top of the version they were told last, and
 * who repeat an unanswered filing with the same key until it is answered.
 */
final class StubbornFilings implements Exchange {
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_S = 1;

  /** One filing, from its first sending to its answer. */
  private static final class Attempt {
    final int candidate;
    final long key;
    final long seenVersion;
    final PreferenceList list;
    long notBefore;

    Attempt(int candidate, long key, long seenVersion, PreferenceList list) {
      this.candidate = candidate;
      this.key = key;
      this.seenVersion = seenVersion;
      this.list = list;
    }
  }

  private final FilingRequest request;
  private final List<PreferenceList> lists;
  private final AnswerLog log;
  private final byte[][] tokens;
  private final UUID[] ids;
  private final long[] versions;
  private final Deque<Integer> free = new ArrayDeque<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final Deque<Integer> toRepeat = new ArrayDeque<>();
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private volatile boolean pressing;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicLong repeated = new AtomicLong();

  StubbornFilings(
      FilingRequest request,
      TokenMint mint,
      Crowd crowd,
      int candidates,
      List<PreferenceList> lists,
      AnswerLog log) {
    this.request = request;
    this.lists = lists;
    this.log = log;
    tokens = mint.tokens(crowd, 0, candidates, Instant.now());
    ids = new UUID[candidates];
    versions = new long[candidates];
    for (int i = 0; i < candidates; i++) {
      ids[i] = Crowd.id(mint.issuer(), crowd.subject(i));
      free.add(i);
    }
  }

  /** Whether new lists are filed; unanswered ones are repeated all the same. For any thread. */
  void press(boolean on) {
    pressing = on;
  }

  /** Filings begun and not answered yet. For any thread. */
  int outstanding() {
    return outstanding.get();
  }

  /** How often a filing was sent again. For any thread. */
  long repeated() {
    return repeated.get();
  }

  /** Answers that no filing of these should get. For any thread. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  @Override
  public int write(ByteBuffer out) {
    int ticket = toRepeat.isEmpty() ? NONE : toRepeat.peek();
    if (ticket != NONE && attempts.get(ticket).notBefore <= System.nanoTime()) {
      toRepeat.remove();
    } else if (pressing && !free.isEmpty()) {
      ticket = begin(free.remove());
    } else {
      return NONE;
    }
    var attempt = attempts.get(ticket);
    request.write(out, tokens[attempt.candidate], attempt.key, attempt.seenVersion, attempt.list);
    return ticket;
  }

  private int begin(int candidate) {
    int ticket = attempts.size();
    attempts.add(
        new Attempt(candidate, ticket, versions[candidate], lists.get(ticket % lists.size())));
    outstanding.incrementAndGet();
    return ticket;
  }

  @Override
  public void answered(int ticket, Answer answer) {
    switch (answer.status()) {
      case 202 -> accepted(attempts.get(ticket), answer);
      case 429, 503 -> {
        long seconds = Math.clamp(answer.retryAfterS(), 0, LONGEST_PAUSE_S);
        repeat(ticket, Math.max(PAUSE_NS, TimeUnit.SECONDS.toNanos(seconds)));
      }
      default -> {
        surprises.add(answer.status() + " " + answer.body());
        outstanding.decrementAndGet();
      }
    }
  }

  private void accepted(Attempt attempt, Answer answer) {
    long version = answer.version().orElseThrow();
    var receivedAt = Instant.parse(answer.text("receivedAt").orElseThrow());
    log.accepted(
        new Accepted(
            UUID.fromString(answer.text("id").orElseThrow()),
            ids[attempt.candidate],
            ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt),
            version,
            attempt.list.digest(),
            Outcome.UNKNOWN));
    versions[attempt.candidate] = version;
    free.add(attempt.candidate);
    outstanding.decrementAndGet();
  }

  @Override
  public void unanswered(int ticket) {
    repeat(ticket, PAUSE_NS);
  }

  private void repeat(int ticket, long pauseNs) {
    attempts.get(ticket).notBefore = System.nanoTime() + pauseNs;
    toRepeat.add(ticket);
    repeated.incrementAndGet();
  }
}
