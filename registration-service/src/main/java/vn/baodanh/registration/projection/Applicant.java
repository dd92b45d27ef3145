package vn.baodanh.registration.projection;

import java.util.Map;

/**
 * What counts of one candidate at a place of the journal.
 *
 * @param choices at each institution, in the list's order ({@link Choices})
 * @param listSeq where the list stands in the journal; 0 for none
 * @param form the exam registration, of whichever candidate of the same person
 * @param paid whether the list's bill is settled
 */
record Applicant(Map<String, String> choices, long listSeq, Form form, boolean paid) {
  static final Applicant UNKNOWN = new Applicant(Map.of(), 0, Form.NONE, false);
}
