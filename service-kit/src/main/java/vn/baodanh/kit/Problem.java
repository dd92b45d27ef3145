package vn.baodanh.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A problem document (RFC 9457): why a request was not done, for people in Vietnamese and English,
 * for programs by {@code code}, which never changes once published.
 *
 * @param status HTTP status, 400 to 599
 * @param faults what is wrong with the input, each at its place
 * @param retryAfter when to try again, answered in whole seconds rounded up
 * @param challenge of a 401, in place of plain {@code Bearer} (RFC 9110, 11.6.1)
 * @param members further members of the document, JSON values by name
 */
public record Problem(
    int status,
    String code,
    String vietnamese,
    String english,
    List<Fault> faults,
    Optional<Duration> retryAfter,
    Optional<String> challenge,
    Map<String, Object> members) {

  /**
   * One fault of the input.
   *
   * @param pointer JSON Pointer (RFC 6901) into the body, or {@code header:Name} and the like
   */
  public record Fault(String pointer, String code, String vietnamese, String english) {

    JsonObject toJson() {
      return new JsonObject()
          .put("pointer", pointer)
          .put("code", code)
          .put("title", vietnamese)
          .put("titleEn", english);
    }
  }

  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not the status of a problem: " + status);
    }
    faults = List.copyOf(faults);
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public static Problem of(int status, String code, String vietnamese, String english) {
    return new Problem(
        status, code, vietnamese, english, List.of(), Optional.empty(), Optional.empty(), Map.of());
  }

  public Problem withFaults(List<Fault> faults) {
    return new Problem(status, code, vietnamese, english, faults, retryAfter, challenge, members);
  }

  public Problem withRetryAfter(Duration retryAfter) {
    return new Problem(
        status, code, vietnamese, english, faults, Optional.of(retryAfter), challenge, members);
  }

  /** A 401 that asks for more than a token. */
  public Problem withChallenge(String challenge) {
    return new Problem(
        status, code, vietnamese, english, faults, retryAfter, Optional.of(challenge), members);
  }

  /**
   * Adds one member.
   *
   * @param value a string, number, boolean, JsonObject or JsonArray
   */
  public Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(status, code, vietnamese, english, faults, retryAfter, challenge, more);
  }

  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("type", "urn:baodanh:problem:" + code)
            .put("title", vietnamese)
            .put("titleEn", english)
            .put("status", status)
            .put("code", code);
    if (!faults.isEmpty()) {
      var list = new JsonArray();
      faults.forEach(fault -> list.add(fault.toJson()));
      json.put("faults", list);
    }
    members.forEach(json::put);
    return json;
  }
}
