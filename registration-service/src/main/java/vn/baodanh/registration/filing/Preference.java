package vn.baodanh.registration.filing;

/**
 * One preference (nguyện vọng): a programme and, in seasons that ask for it (until 2024), by which
 * method and with which subjects the candidate wants to be admitted. Its place is its place in the
 * list.
 *
 * @param methodCode mã phương thức, three digits; empty where none is named
 * @param subjectGroupCode mã tổ hợp môn, as {@code A00}; empty where none is named
 */
public record Preference(ProgrammeRef programme, String methodCode, String subjectGroupCode) {
  public Preference {
    if (methodCode.indexOf('/') >= 0 || subjectGroupCode.indexOf('/') >= 0) {
      throw new IllegalArgumentException("a code holds a separator");
    }
  }

  /** A preference that names nothing but a programme. */
  public static Preference of(String institutionCode, String programmeCode) {
    return new Preference(new ProgrammeRef(institutionCode, programmeCode), "", "");
  }

  public String institutionCode() {
    return programme.institutionCode();
  }

  public String programmeCode() {
    return programme.programmeCode();
  }

  /**
   * What is chosen at the institution, on one line: {@code programme}, or {@code
   * programme/method/group} where method or group is named.
   */
  public String choice() {
    return methodCode.isEmpty() && subjectGroupCode.isEmpty()
        ? programmeCode()
        : programmeCode() + '/' + methodCode + '/' + subjectGroupCode;
  }
}
