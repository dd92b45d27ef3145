package vn.baodanh.registration.people;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Documents;
import vn.baodanh.registration.person.Person;

/**
 * Whose a document is, as the portal has said at sign-ins. For a document that it has not named yet
 * there is a candidate of its own, who becomes the account's when it does.
 */
final class DocumentOwners implements Documents {
  /** No portal's name, so that none of its subjects has such an id. */
  private static final String ISSUER = "urn:baodanh:document:";

  private static final Problem OF_SEVERAL =
      Problem.of(
          409,
          "document-of-several",
          "Giấy tờ này gắn với nhiều tài khoản; Bộ cần gộp các tài khoản trước.",
          "Several accounts have this document; they must be joined first.");

  private final PeopleStore store;
  private final Candidates candidates;

  DocumentOwners(PeopleStore store, Candidates candidates) {
    this.store = store;
    this.candidates = candidates;
  }

  @Override
  public Future<Owner> owner(Document document, Instant at) {
    return Postgres.orUnavailable(
        store
            .accountsOf(document)
            .map(accounts -> person(document, accounts, at))
            .compose(
                person -> store.registeredAt(person).map(school -> new Owner(person, school))));
  }

  /**
   * The document is written down before accounts are looked for, and sign-ins look for it after
   * they have written the account down: one of the two sees the other.
   */
  @Override
  public Future<Owner> ownerToFileFor(Document document, Instant at) {
    return Postgres.orUnavailable(store.expect(document, idOf(document)))
        .compose(expected -> owner(document, at));
  }

  private Person person(Document document, List<UUID> accounts, Instant at) {
    List<Person> people =
        accounts.stream().map(id -> candidates.person(id, "", at)).distinct().toList();
    if (people.size() > 1) {
      throw new ProblemException(OF_SEVERAL);
    }
    return people.isEmpty() ? candidates.person(idOf(document), "", at) : people.getFirst();
  }

  private static UUID idOf(Document document) {
    return Candidates.idOf(ISSUER + document.kind(), document.number());
  }
}
