package vn.baodanh.registration.person;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/**
 * Who of those whom the portal signs in is a candidate, and which one. Asks nobody: merges, of
 * which there are fewer than candidates by far, are in memory.
 */
public final class Candidates {
  private static final Problem NOT_A_CANDIDATE =
      Problem.of(
          403,
          "not-a-candidate",
          "Tài khoản chưa có số định danh cá nhân hoặc hộ chiếu nên không phải là tài khoản thí"
              + " sinh.",
          "This account has neither a citizen number nor a passport, so it is not a candidate's.");

  private static final Pattern CITIZEN_NUMBER = Pattern.compile("[0-9]{12}");
  private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{6,12}");

  /**
   * @param byMerged each by who was merged
   * @param byInto the same by whom somebody was merged into
   */
  private record Merges(Map<UUID, Merge> byMerged, Map<UUID, List<Merge>> byInto) {}

  private volatile Merges merges = new Merges(Map.of(), Map.of());

  /** From now on these are known, too. */
  public synchronized void learn(List<Merge> added) {
    Map<UUID, Merge> byMerged = new HashMap<>(merges.byMerged());
    added.forEach(merge -> byMerged.put(merge.merged(), merge));
    merges = new Merges(byMerged, byMerged.values().stream().collect(groupingBy(Merge::into)));
  }

  /**
   * The candidate whom a verified token names: whoever has a citizen number (12 digits, claim
   * {@code citizen_id}) or a passport (6–12 letters and digits, claim {@code passport}) on file.
   *
   * @param at when the request was received: merges in effect by then are followed
   * @throws ProblemException 403 {@code not-a-candidate} for anybody else
   */
  public Person of(Bearer bearer, Instant at) {
    if (bearer.citizenNumber().filter(matching(CITIZEN_NUMBER)).isEmpty()
        && bearer.passport().filter(matching(PASSPORT)).isEmpty()) {
      throw new ProblemException(NOT_A_CANDIDATE);
    }
    return person(idOf(bearer.issuer(), bearer.subject()), bearer.subject(), at);
  }

  /**
   * The person whose id, or one of whose ids, this is.
   *
   * @param subject the portal's name for the account; empty where none is meant
   * @param at merges in effect by then are followed
   */
  public Person person(UUID id, String subject, Instant at) {
    Merges known = merges;
    UUID candidate = mergedInto(id, known, at);
    Set<UUID> ids = new HashSet<>();
    collect(candidate, known, at, ids);
    return new Person(candidate, subject, ids);
  }

  private static void collect(UUID id, Merges known, Instant at, Set<UUID> ids) {
    ids.add(id);
    for (Merge merge : known.byInto().getOrDefault(id, List.of())) {
      if (!at.isBefore(merge.effectiveAt())) {
        collect(merge.merged(), known, at, ids);
      }
    }
  }

  /** Merges never make a ring, so this ends. */
  private static UUID mergedInto(UUID id, Merges known, Instant at) {
    UUID now = id;
    for (Merge next = known.byMerged().get(now);
        next != null && !at.isBefore(next.effectiveAt());
        next = known.byMerged().get(now)) {
      now = next.into();
    }
    return now;
  }

  private static Predicate<String> matching(Pattern pattern) {
    return text -> pattern.matcher(text).matches();
  }

  /**
   * The internal id: a UUID of version 8 (RFC 9562, 5.8) whose other bits are the first of SHA-256
   * over {@code issuer "\n" subject}. So one account is one candidate on every node and after every
   * restart, and the id says nothing about the person.
   */
  public static UUID idOf(String issuer, String subject) {
    var hash = ByteBuffer.wrap(sha256((issuer + "\n" + subject).getBytes(UTF_8)));
    long high = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
    long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
