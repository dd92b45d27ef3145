package vn.baodanh.registration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vn.baodanh.kit.HttpLimits;
import vn.baodanh.registration.filing.ContractReader;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.PreferenceList;

/**
 * Says of a filing's request whether the service must take it: from the published contract and the
 * season alone, without a line of the service's own judgement.
 */
final class FilingOracle {
  /** {@code EITHER} where the protocol leaves it to the server. */
  enum Verdict {
    TAKEN,
    REFUSED,
    EITHER
  }

  private static final int MOST_PREFERENCES = 15;
  private static final int LAST_PLACE_OF_TEACHER_TRAINING = 5;
  private static final String TEACHER_TRAINING = "71402";
  private static final long VERSION_AHEAD_US = 60_000_000;
  private static final int SLACK = 100;
  private static final Pattern KEY = Pattern.compile("[!-~]{8,64}");
  private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,15})\"");
  private static final Pattern JSON = Pattern.compile("(?i)application/json[ \t]*(;.*)?");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

  private final ContractReader contract = ContractReader.ofLists();
  private final String token;
  private final Map<String, String> fieldByProgramme;

  /**
   * All of the catalogue as anybody reads it: codes of fields of study by {@code
   * institution/programme}.
   */
  static Map<String, String> fieldsByProgramme(int port) {
    Map<String, String> all = new TreeMap<>();
    String after = "";
    do {
      JsonObject page =
          Device.ask(port, "/v1/catalogue/programmes?limit=200" + after).expect(200).json();
      JsonArray found = page.getJsonArray("programmes");
      for (int i = 0; i < found.size(); i++) {
        JsonObject one = found.getJsonObject(i);
        all.put(
            one.getString("institutionCode") + "/" + one.getString("programmeCode"),
            one.getString("fieldCode"));
      }
      after = page.containsKey("next") ? "&after=" + page.getString("next") : "";
    } while (!after.isEmpty());
    return all;
  }

  /**
   * @param token the candidate's own
   * @param fieldByProgramme all programmes there are, each {@code institution/programme}
   */
  FilingOracle(String token, Map<String, String> fieldByProgramme) {
    this.token = token;
    this.fieldByProgramme = fieldByProgramme;
  }

  /**
   * @param version of the candidate's list
   */
  Verdict judge(Call call, long version) {
    boolean plain = call.target().equals("/v1/me/preferences");
    if (!call.method().equals("PUT") || !plain && !namesTheSame(call.target())) {
      return Verdict.REFUSED;
    }
    if (!isWithin(call, SLACK)
        || !signedIn(call)
        || !headersHold(call, version)
        || call.has("Content-Encoding")
        || !call.values("Transfer-Encoding").stream().allMatch("chunked"::equalsIgnoreCase)
        || !listHolds(call.body())) {
      return Verdict.REFUSED;
    }
    return plain && isCleanHttp(call) && isWithin(call, -SLACK) ? Verdict.TAKEN : Verdict.EITHER;
  }

  /** Within the bounds of the request line and of the headers, give or take what is counted. */
  private static boolean isWithin(Call call, int slack) {
    int headers =
        call.fields().stream()
            .mapToInt(field -> field.name().length() + field.value().length() + 4)
            .sum();
    return headers <= HttpLimits.DEFAULT.headerBytes() + slack
        && call.target().length() <= HttpLimits.DEFAULT.lineBytes() + slack;
  }

  /** With a query, or with a host before it (RFC 9112, 3.2.2). */
  private static boolean namesTheSame(String target) {
    return target.matches("(http://[^/?#]*)?/v1/me/preferences([?#].*)?");
  }

  private boolean signedIn(Call call) {
    List<String> values = call.values("Authorization");
    return values.size() == 1 && values.getFirst().matches("(?i)bearer +" + Pattern.quote(token));
  }

  private static boolean headersHold(Call call, long version) {
    List<String> types = call.values("Content-Type");
    List<String> keys = call.values("Idempotency-Key");
    List<String> versions = call.values("If-Match");
    return types.size() == 1
        && JSON.matcher(types.getFirst()).matches()
        && keys.size() == 1
        && KEY.matcher(keys.getFirst()).matches()
        && versions.size() == 1
        && isTimely(versions.getFirst(), version);
  }

  private static boolean isTimely(String quoted, long version) {
    if (!VERSION.matcher(quoted).matches()) {
      return false;
    }
    long named = Long.parseLong(quoted.replace("\"", ""));
    return named >= version && named <= Micros.of(Instant.now()) + VERSION_AHEAD_US;
  }

  private boolean listHolds(byte[] body) {
    return contract.valid(body).map(ContractReader::list).filter(this::isAllowed).isPresent();
  }

  private boolean isAllowed(PreferenceList list) {
    List<String> references =
        list.preferences().stream()
            .map(preference -> preference.institutionCode() + "/" + preference.programmeCode())
            .toList();
    return references.size() <= MOST_PREFERENCES
        && new HashSet<>(references).size() == references.size()
        && fieldByProgramme.keySet().containsAll(references)
        && list.preferences().stream()
            .allMatch(one -> one.methodCode().isEmpty() && one.subjectGroupCode().isEmpty())
        && references.stream()
            .skip(LAST_PLACE_OF_TEACHER_TRAINING)
            .noneMatch(reference -> fieldByProgramme.get(reference).startsWith(TEACHER_TRAINING));
  }

  private static boolean isCleanHttp(Call call) {
    return call.fields().stream()
        .allMatch(field ->
            TOKEN.matcher(field.name()).matches() && !CONTROL.matcher(field.value()).find());
  }
}
