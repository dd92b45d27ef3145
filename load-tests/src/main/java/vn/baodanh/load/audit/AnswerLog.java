package vn.baodanh.load.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The clients' own log of what they were told. For many threads. */
public final class AnswerLog {
  private final Map<UUID, Accepted> acceptedById = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> contradictions = new ConcurrentLinkedQueue<>();
  private final AtomicLong neverAnswered = new AtomicLong();

  public void accepted(Accepted told) {
    var before = acceptedById.putIfAbsent(told.filingId(), told);
    if (before != null && !before.agrees(told)) {
      contradictions.add("filing %s was answered in two ways".formatted(told.filingId()));
    }
  }

  /** A request was given up without an answer: it may have been kept or not. */
  public void neverAnswered() {
    neverAnswered.incrementAndGet();
  }

  public int size() {
    return acceptedById.size();
  }

  public Collection<Accepted> all() {
    return acceptedById.values();
  }

  Map<UUID, Accepted> byId() {
    return acceptedById;
  }

  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  long unanswered() {
    return neverAnswered.get();
  }
}
