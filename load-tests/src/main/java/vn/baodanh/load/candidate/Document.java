package vn.baodanh.load.candidate;

/** What a candidate files: the body of a request, and what a receipt will say of it. */
public sealed interface Document permits PreferenceList, ExamRegistration {
  /** The request's body, UTF-8. */
  byte[] json();

  /** SHA-256 as a receipt has it. */
  byte[] digest();
}
