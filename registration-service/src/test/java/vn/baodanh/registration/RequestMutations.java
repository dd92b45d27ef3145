package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Mutations;

/**
 * Requests that file a list, or did before something was done to them. The same seed gives the same
 * ones but for keys, versions and tokens.
 */
final class RequestMutations {
  /** What was done to a valid request. */
  enum Kind {
    BODY,
    ODD_BODY,
    KEY,
    VERSION,
    PREFER,
    TYPE,
    AUTHORIZATION,
    ENCODING,
    ADDRESS,
    METHOD,
    MORE,
    SEVERAL
  }

  record Mutant(Kind kind, Call call) {}

  private final SplittableRandom random;
  private final Mutations odd;
  private final Mutations fileable;
  private final List<String> references;
  private final String token;

  /**
   * @param references programmes, each {@code institution/programme}
   * @param token the candidate's own
   */
  RequestMutations(long seed, List<String> references, String token) {
    this.random = new SplittableRandom(seed);
    this.odd = new Mutations(seed);
    this.fileable = new Mutations(seed, references);
    this.references = references;
    this.token = token;
  }

  /**
   * The next request.
   *
   * @param version of the candidate's list
   */
  Mutant next(long version) {
    int dice = random.nextInt(100);
    Kind kind = dice < 25 ? Kind.ODD_BODY : dice < 50 ? Kind.BODY : pick(List.of(Kind.values()));
    Call call = valid(version);
    if (kind != Kind.SEVERAL) {
      return new Mutant(kind, mutated(call, kind, version));
    }
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      call = mutated(call, pick(List.of(Kind.values())), version);
    }
    return new Mutant(kind, call);
  }

  private Call valid(long version) {
    String list = Lists.of(List.of(pick(references)));
    return Call.filing(token, UUID.randomUUID().toString(), version, list.getBytes(UTF_8));
  }

  private Call mutated(Call call, Kind kind, long version) {
    return switch (kind) {
      case BODY -> call.withBody(fileable.next().body());
      case ODD_BODY -> call.withBody(odd.next().body());
      case KEY ->
          header(call, "Idempotency-Key", pick(OddRequests.KEYS).replace(OddRequests.NEW, fresh()));
      case VERSION ->
          header(
              call,
              "If-Match",
              random.nextInt(3) == 0 ? near(version) : pick(OddRequests.VERSIONS));
      case PREFER -> header(call, "Prefer", pick(OddRequests.PREFERENCES));
      case TYPE -> header(call, "Content-Type", pick(OddRequests.TYPES));
      case AUTHORIZATION -> header(call, "Authorization", authorization());
      case ENCODING ->
          call.with("Content-Encoding", pick(List.of("gzip", "identity", "br", "", "x")));
      case ADDRESS -> call.withTarget(pick(OddRequests.TARGETS));
      case METHOD -> call.withMethod(pick(OddRequests.METHODS));
      case MORE -> {
        Call.Field more = pick(OddRequests.MORE);
        yield call.with(more.name(), more.value());
      }
      case SEVERAL -> call;
    };
  }

  private static String fresh() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** Missing, twice, under another spelling of its name, or with this value. */
  private Call header(Call call, String name, String value) {
    String so = call.values(name).stream().findFirst().orElse("");
    return switch (random.nextInt(10)) {
      case 0 -> call.without(name);
      case 1 -> call.with(name, value);
      case 2 -> call.with(name, so);
      case 3 -> call.without(name).with(name.toUpperCase(java.util.Locale.ROOT), so);
      case 4 -> call.replacing(name, " \t " + so + " \t ");
      default -> call.replacing(name, value);
    };
  }

  private String near(long version) {
    long now = Micros.of(Instant.now());
    long minute = 60_000_000;
    return "\""
        + pick(List.of(version - 1, version + 1, now - minute, now + minute / 2, now + 2 * minute))
        + "\"";
  }

  private String authorization() {
    return pick(
        List.of(
            "Bearer",
            "bearer " + token,
            "Bearer  " + token,
            "Bearer " + token + "x",
            "Bearer " + token.substring(1),
            "Basic " + token,
            token,
            "Bearer " + token + "," + token));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
