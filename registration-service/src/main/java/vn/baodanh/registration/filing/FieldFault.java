package vn.baodanh.registration.filing;

/**
 * One thing that is wrong in what was filed.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) into the body; empty for the body as a whole
 * @param code what, stable: programs may depend on it
 * @param vietnamese what, for the candidate
 * @param english the same in English
 */
public record FieldFault(String pointer, String code, String vietnamese, String english) {
  /** More faults of one filing are not listed: nobody reads them, and an answer stays small. */
  public static final int MOST = 20;
}
