package vn.baodanh.load.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A list as a candidate files it: the JSON body and what a receipt will say of it.
 *
 * @param json the request's body, UTF-8
 * @param content one line {@code institution/programme\n} for each preference
 * @param digest SHA-256 over {@code preferences\n} and the content
 */
public record PreferenceList(int size, byte[] json, String content, byte[] digest)
    implements Document {
  /** As many as the season of 2026 allows. */
  public static final int MOST = 15;

  public static PreferenceList of(List<Programme> programmes) {
    var json =
        programmes.stream()
            .map(p ->
                "{\"institutionCode\":\"%s\",\"programmeCode\":\"%s\"}"
                    .formatted(p.institutionCode(), p.programmeCode()))
            .collect(joining(",", "{\"preferences\":[", "]}"));
    var content =
        programmes.stream()
            .map(p -> p.institutionCode() + "/" + p.programmeCode() + "\n")
            .collect(joining());
    return new PreferenceList(
        programmes.size(),
        json.getBytes(UTF_8),
        content,
        sha256(("preferences\n" + content).getBytes(UTF_8)));
  }

  /** {@code count} valid lists over all programmes of the season. */
  public static List<PreferenceList> random(int count, RandomGenerator random) {
    var programmes = Programme.all();
    return Stream.generate(() -> random(programmes, random)).limit(count).toList();
  }

  /**
   * A valid list of 1–{@value #MOST} different programmes, 9 in the mean as in 2025 (8.96
   * preferences each).
   */
  public static PreferenceList random(List<Programme> programmes, RandomGenerator random) {
    int size = 1;
    for (int more = 1; more < MOST; more++) {
      size += random.nextInt(MOST - 1) < 8 ? 1 : 0;
    }
    return ofSize(size, programmes, random);
  }

  /** A list of so many different programmes, none of teacher training beyond place 5. */
  public static PreferenceList ofSize(
      int size, List<Programme> programmes, RandomGenerator random) {
    var chosen = new LinkedHashSet<Programme>();
    while (chosen.size() < size) {
      var programme = programmes.get(random.nextInt(programmes.size()));
      if (chosen.size() < 5 || !programme.isTeacherTraining()) {
        chosen.add(programme);
      }
    }
    return of(List.copyOf(chosen));
  }

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }
}
