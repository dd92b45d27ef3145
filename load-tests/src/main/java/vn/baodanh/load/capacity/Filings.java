package vn.baodanh.load.capacity;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.baodanh.load.audit.Accepted;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.load.audit.Outcome;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.candidate.Document;
import vn.baodanh.load.candidate.FilingRequest;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.candidate.TokenMint;
import vn.baodanh.load.generator.Answer;
import vn.baodanh.load.generator.Exchange;

/** Every request is another candidate's first list or exam registration, with another token. */
final class Filings implements Exchange {
  private static final int EXAMPLES = 5;

  private final FilingRequest request;
  private final TokenMint mint;
  private final Crowd crowd;
  private final List<PreferenceList> lists;
  private final int registrationPercent;
  private final AnswerLog log;
  private final List<String> notAccepted = new ArrayList<>();
  private byte[][] tokens = {};
  private UUID[] ids = {};
  private Document[] filed = {};
  private int firstCandidate;
  private int next;

  Filings(
      FilingRequest request,
      TokenMint mint,
      Crowd crowd,
      List<PreferenceList> lists,
      int registrationPercent,
      AnswerLog log) {
    this.request = request;
    this.mint = mint;
    this.crowd = crowd;
    this.lists = lists;
    this.registrationPercent = registrationPercent;
    this.log = log;
  }

  /** Signs tokens and fills in forms of so many candidates who have not filed yet. */
  void prepare(int candidates) {
    firstCandidate += next;
    next = 0;
    tokens = mint.tokens(crowd, firstCandidate, candidates, Instant.now());
    ids = new UUID[candidates];
    filed = new Document[candidates];
    IntStream.range(0, candidates)
        .parallel()
        .forEach(i -> {
          ids[i] = Crowd.id(mint.issuer(), crowd.subject(firstCandidate + i));
          filed[i] = document(firstCandidate + i);
        });
  }

  @Override
  public boolean isExhausted() {
    return next == tokens.length;
  }

  @Override
  public int write(ByteBuffer out) {
    if (isExhausted()) {
      return NONE;
    }
    request.write(out, tokens[next], firstCandidate + (long) next, 0, filed[next]);
    return next++;
  }

  private Document document(int candidate) {
    return candidate % 100 < registrationPercent
        ? crowd.registration(candidate)
        : lists.get(candidate % lists.size());
  }

  @Override
  public void answered(int ticket, Answer answer) {
    if (answer.status() == 202) {
      log.accepted(
          new Accepted(
              UUID.fromString(answer.text("id").orElseThrow()),
              ids[ticket],
              micros(answer.text("receivedAt").orElseThrow()),
              answer.version().orElseThrow(),
              filed[ticket].digest(),
              Outcome.UNKNOWN));
    } else if (notAccepted.size() < EXAMPLES) {
      notAccepted.add(answer.status() + " " + answer.body());
    }
  }

  @Override
  public void unanswered(int ticket) {
    log.neverAnswered();
  }

  /** The first answers that were not 202. */
  List<String> notAccepted() {
    return notAccepted;
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
