package vn.baodanh.local.portal;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody invented who can sign in.
 *
 * @param number the place in the list of test people, from 0
 * @param subject the portal's own name for the person, opaque
 * @param name full name, NFC, family name first
 * @param citizenNumber 12 digits; empty for who has a passport only
 * @param passport a letter and 8 digits; only for who has no citizen number
 */
public record TestPerson(
    int number,
    String subject,
    String name,
    LocalDate birthDate,
    Sex sex,
    Optional<String> citizenNumber,
    Optional<String> passport) {

  /** As the citizen number tells it; the exam's form codes it the other way round. */
  public enum Sex {
    MALE,
    FEMALE
  }
}
