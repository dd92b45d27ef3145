package vn.baodanh.registration.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.kit.Instants;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.person.Role;
import vn.baodanh.registration.person.Scope;

/**
 * The grant that somebody asks for, as the contract's {@code GrantBody} has it.
 *
 * @param subject the portal's name for the person; empty for a machine
 * @param publicKey the machine's, as a JWK; empty for a person
 * @param scopes what the machine's key may be used for; empty for a person
 * @param organisation empty for the whole country
 * @param from empty for at once
 */
record GrantWish(
    Optional<String> subject,
    Optional<JsonObject> publicKey,
    Set<Scope> scopes,
    Role role,
    String organisation,
    Optional<Instant> from,
    Instant until,
    String note) {
  /** Nobody keeps a role for ever without somebody saying so again. */
  static final Duration LONGEST = Duration.ofDays(366);

  /**
   * Reads what the contract has found well-formed.
   *
   * @throws vn.baodanh.kit.ProblemException 400 for a day that does not exist
   */
  static GrantWish of(JsonObject body) {
    return new GrantWish(
        Optional.ofNullable(body.getString("subject")),
        Optional.ofNullable(body.getJsonObject("publicKey")),
        body.getJsonArray("scopes", new JsonArray()).stream()
            .map(text -> Scope.of((String) text).orElseThrow())
            .collect(toUnmodifiableSet()),
        Role.of(body.getString("role")).orElseThrow(),
        body.getString("organisation", ""),
        Instants.of(body, "from"),
        Instants.of(body, "until").orElseThrow(),
        body.getString("note"));
  }

  /** What is wrong with it by itself, at this moment; empty if nothing is. */
  List<Problem.Fault> faults(Instant now) {
    var faults = new ArrayList<Problem.Fault>();
    if (subject.isPresent() == publicKey.isPresent()) {
      faults.add(
          fault(
              "",
              "one-holder",
              "Cần đúng một trong hai: subject (người) hoặc publicKey (máy).",
              "Expected exactly one of subject (a person) and publicKey (a machine)."));
    }
    judgeScopes(faults);
    if (publicKey.filter(key -> !Tokens.canSign(key)).isPresent()) {
      faults.add(
          fault(
              "/publicKey",
              "unusable-key",
              "Cần khoá công khai RSA từ 2048 bit, P-256 hoặc Ed25519.",
              "Expected a public key: RSA of 2,048 bits or more, P-256, or Ed25519."));
    }
    if (!role.allows(organisation)) {
      faults.add(
          fault(
              "/organisation",
              "not-of-role",
              "Mã đơn vị không đúng dạng của vai trò này.",
              "This is not how an organisation of this role is written."));
    }
    Instant begins = from.orElse(now);
    if (!until.isAfter(now) || !until.isAfter(begins) || until.isAfter(begins.plus(LONGEST))) {
      faults.add(
          fault(
              "/until",
              "out-of-range",
              "Thời hạn phải ở tương lai và không quá 366 ngày kể từ lúc bắt đầu.",
              "Expected a time to come, at most 366 days from the beginning."));
    }
    return faults;
  }

  /** Machines read, and file what people decided elsewhere; they decide nothing here. */
  private void judgeScopes(List<Problem.Fault> faults) {
    if (publicKey.isEmpty()) {
      if (!scopes.isEmpty()) {
        faults.add(
            fault(
                "/scopes",
                "only-for-machines",
                "Chỉ khoá của máy mới có phạm vi.",
                "Only a machine's key has scopes."));
      }
    } else if (Scope.allOf(role).isEmpty()) {
      faults.add(
          fault(
              "/role",
              "not-for-machines",
              "Vai trò này không giao cho máy.",
              "This role is not given to machines."));
    } else if (scopes.isEmpty()) {
      faults.add(
          fault(
              "/scopes",
              "no-scopes",
              "Hãy nêu khoá này dùng để làm gì.",
              "Say what this key is to be used for."));
    } else if (!Scope.allOf(role).containsAll(scopes)) {
      faults.add(
          fault(
              "/scopes",
              "not-of-role",
              "Có phạm vi không thuộc vai trò này.",
              "One of these scopes does not go with this role."));
    }
  }

  /**
   * As somebody proposed it before there were scopes, and could not say any: for all that the role
   * may.
   */
  GrantWish withScopes() {
    return publicKey.isPresent() && scopes.isEmpty()
        ? new GrantWish(
            subject, publicKey, Scope.allOf(role), role, organisation, from, until, note)
        : this;
  }

  private static Problem.Fault fault(String pointer, String code, String vi, String en) {
    return new Problem.Fault(pointer, code, vi, en);
  }
}
