package vn.baodanh.registration.catalogue;

import java.time.Instant;

/** The catalogue as this node knows it now. */
public interface Catalogue {
  /**
   * What was, is or will be in force at this moment, from about a minute ago on: a filing is judged
   * by the edition of its receipt, whichever node takes it.
   */
  Edition at(Instant receivedAt);

  /** Whether this node has made sure within the last seconds that it knows every edition. */
  boolean isConfirmed();
}
