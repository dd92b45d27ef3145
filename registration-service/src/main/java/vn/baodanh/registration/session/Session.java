package vn.baodanh.registration.session;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.SignIn;
import vn.baodanh.registration.person.Candidates;

/**
 * Somebody who signed in at the portal, as the sealed cookie says.
 *
 * @param id names this session where it is ended; random
 * @param person as the portal's ID token said; its {@code expiresAt} is not used
 * @param begun when the person signed in
 * @param used when the pages were last seen in use
 */
record Session(long id, Bearer person, Instant begun, Instant used) {
  /** The first moment at which it is over. */
  Instant ends(SessionSettings settings) {
    var latest = begun.plus(settings.longest());
    var idle = used.plus(settings.idle());
    return idle.isBefore(latest) ? idle : latest;
  }

  /** The candidate's id, as everybody who has a token of this person is known by. */
  UUID personId() {
    return Candidates.idOf(person.issuer(), person.subject());
  }

  Session usedAt(Instant now) {
    return new Session(id, person, begun, now);
  }

  /** Who sends a request with this session, as if it carried a token of the portal. */
  Bearer bearer(SessionSettings settings) {
    return new Bearer(
        person.issuer(),
        person.subject(),
        person.citizenNumber(),
        person.passport(),
        Set.of(),
        person.signIn(),
        ends(settings));
  }

  byte[] write() {
    var json =
        new JsonObject()
            .put("id", Long.toHexString(id))
            .put("iss", person.issuer())
            .put("sub", person.subject())
            .put("begun", begun.getEpochSecond())
            .put("used", used.getEpochSecond());
    person.citizenNumber().ifPresent(number -> json.put("citizen", number));
    person.passport().ifPresent(number -> json.put("passport", number));
    person.signIn().name().ifPresent(name -> json.put("name", name));
    person.signIn().birthdate().ifPresent(day -> json.put("birthdate", day));
    person.signIn().acr().ifPresent(acr -> json.put("acr", acr));
    person.signIn().at().ifPresent(at -> json.put("at", at.getEpochSecond()));
    return json.toBuffer().getBytes();
  }

  /** Nothing for what is none, or of another version of the service. */
  static Optional<Session> read(byte[] content) {
    try {
      var json = new JsonObject(Buffer.buffer(content));
      var signIn =
          new SignIn(
              text(json, "name"),
              text(json, "birthdate"),
              text(json, "acr"),
              Optional.ofNullable(json.getLong("at")).map(Instant::ofEpochSecond));
      var begun = Instant.ofEpochSecond(json.getLong("begun"));
      var person =
          new Bearer(
              json.getString("iss"),
              json.getString("sub"),
              text(json, "citizen"),
              text(json, "passport"),
              Set.of(),
              signIn,
              begun);
      return Optional.of(
          new Session(
              Long.parseUnsignedLong(json.getString("id"), 16),
              person,
              begun,
              Instant.ofEpochSecond(json.getLong("used"))));
    } catch (DecodeException
        | ClassCastException
        | NumberFormatException
        | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonObject json, String name) {
    return Optional.ofNullable(json.getString(name));
  }
}
