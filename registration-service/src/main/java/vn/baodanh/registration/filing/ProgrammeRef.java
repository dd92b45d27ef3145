package vn.baodanh.registration.filing;

/**
 * One place to study, named by its institution's code and its own code inside that institution.
 *
 * <p>Both are opaque and in Unicode form NFC; two references are equal when their codes are equal
 * letter by letter. Neither holds a control character, and no code of an institution a {@code /},
 * so that {@code institution/programme} on a line of its own names exactly one reference.
 *
 * @param institutionCode mã trường, 2–10 of A–Z and 0–9, as {@code BKA}
 * @param programmeCode mã ngành / chương trình, 1–40 characters, as {@code IT1}, {@code
 *     7340101(HP)} or {@code Kếtoán}
 */
public record ProgrammeRef(String institutionCode, String programmeCode) {
  public ProgrammeRef {
    refuseSeparators(institutionCode);
    refuseSeparators(programmeCode);
  }

  private static void refuseSeparators(String code) {
    if (code.isEmpty() || code.indexOf('\n') >= 0 || code.indexOf('/') >= 0) {
      throw new IllegalArgumentException("a code is empty or holds a separator");
    }
  }
}
