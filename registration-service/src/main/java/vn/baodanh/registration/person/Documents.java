package vn.baodanh.registration.person;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Finds candidates by their documents, for staff; also those who have never signed in. */
public interface Documents {

  /**
   * A document that names a candidate.
   *
   * @param kind {@code citizen} or {@code passport}
   */
  record Document(String kind, String number) {}

  /**
   * Whose a document is.
   *
   * @param registeredAt the school or point of receipt, as {@code 01-005}, of the exam registration
   *     that counts; empty if none does
   */
  record Owner(Person person, Optional<String> registeredAt) {}

  /**
   * Whose a document is: the account's that the portal named with it, else a candidate who is known
   * by this document alone. Fails with 409 {@code document-of-several} if several accounts have it,
   * 503 while nobody can say.
   *
   * @param at merges in effect by then are followed
   */
  Future<Owner> owner(Document document, Instant at);

  /**
   * The same, for whoever is about to file for the owner: from now on, the owner's account finds
   * what is filed, even if it is first seen later.
   */
  Future<Owner> ownerToFileFor(Document document, Instant at);
}
