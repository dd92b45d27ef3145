package vn.baodanh.load.windows;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.baodanh.load.candidate.FilingRequest;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.generator.Answer;
import vn.baodanh.load.generator.Exchange;

/** First lists of candidates of several departments, and what each was answered. One node's. */
final class Tries implements Exchange {
  private final FilingRequest request;
  private final byte[][] tokens;
  private final PreferenceList list;
  private final List<String> departments;
  private final int first;
  private final int step;
  private final long[] sentUs;
  private final List<Try> tries = new ArrayList<>();
  private int next;

  /** What became of a list. */
  sealed interface Told {
    /** Received then. */
    record Taken(UUID filing, long receivedUs) implements Told {}

    /** Told that the window has closed. */
    record Closed() implements Told {}

    /** Told to come again. */
    record Later() implements Told {}

    /** Anything else. */
    record Other(int status, String body) implements Told {}
  }

  /**
   * One list.
   *
   * @param sentUs before it was sent
   * @param heardUs after it was answered
   */
  record Try(String department, long sentUs, long heardUs, Told told) {}

  /**
   * @param tokens of all candidates
   * @param departments of candidate 0, 1, …, over and over
   * @param first the first candidate who files here
   * @param step from one to the next
   */
  Tries(
      FilingRequest request,
      byte[][] tokens,
      PreferenceList list,
      List<String> departments,
      int first,
      int step) {
    this.request = request;
    this.tokens = tokens;
    this.list = list;
    this.departments = departments;
    this.first = first;
    this.step = step;
    next = first;
    sentUs = new long[tokens.length];
  }

  List<Try> tries() {
    return tries;
  }

  @Override
  public boolean isExhausted() {
    return next >= tokens.length;
  }

  @Override
  public int write(ByteBuffer out) {
    if (isExhausted()) {
      return NONE;
    }
    int candidate = next;
    next += step;
    request.write(out, tokens[candidate], candidate, 0, list);
    sentUs[candidate] = nowUs();
    return candidate;
  }

  @Override
  public void answered(int candidate, Answer answer) {
    var department = departments.get(candidate % departments.size());
    tries.add(new Try(department, sentUs[candidate], nowUs(), told(answer)));
  }

  private static Told told(Answer answer) {
    return switch (answer.status()) {
      case 202 ->
          new Told.Taken(
              UUID.fromString(answer.text("id").orElseThrow()),
              micros(Instant.parse(answer.text("receivedAt").orElseThrow())));
      case 409 ->
          answer.text("code").filter("window-closed"::equals).isPresent()
              ? new Told.Closed()
              : new Told.Other(409, answer.body());
      case 503 -> new Told.Later();
      default -> new Told.Other(answer.status(), answer.body());
    };
  }

  @Override
  public void unanswered(int candidate) {
    tries.add(
        new Try(
            departments.get(candidate % departments.size()),
            sentUs[candidate],
            nowUs(),
            new Told.Other(0, "no answer by node " + first)));
  }

  private static long nowUs() {
    return micros(Instant.now());
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
