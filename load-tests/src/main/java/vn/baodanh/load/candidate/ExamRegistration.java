package vn.baodanh.load.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A pupil's exam registration of the curriculum of 2018, as it is filed and as a receipt tells it:
 * the body is written in the contract's order and without spaces, so it is its own canonical form.
 *
 * @param json the request's body, UTF-8
 * @param digest SHA-256 over {@code exam-registration\n} and the body
 */
public record ExamRegistration(byte[] json, byte[] digest) implements Document {

  /**
   * Who registers.
   *
   * @param fullName as nothing in it must be escaped
   * @param sex {@code female} or {@code male}
   * @param dateOfBirth ISO 8601
   * @param identityKind {@code citizen} or {@code passport}
   */
  public record Person(
      String fullName,
      String sex,
      String dateOfBirth,
      String identityKind,
      String identityNumber) {}

  /**
   * @param department code of 2026, which is also that of a province
   * @param school of that department, 001 to 900
   */
  public static ExamRegistration of(Person person, String department, String school) {
    var attended =
        "{\"departmentCode\":\"%s\",\"schoolCode\":\"%s\"}".formatted(department, school);
    var json =
        """
        {"departmentCode":"%1$s","fullName":"%2$s","sex":"%3$s","dateOfBirth":"%4$s","placeOfBirth":"%1$s","ethnicity":"Kinh",\
        "identity":{"kind":"%5$s","number":"%6$s"},\
        "residence":{"provinceCode":"%1$s","wardCode":"00184","address":"12 Lê Lợi"},\
        "schools":{"grade10":%7$s,"grade11":%7$s,"grade12":%7$s},"className":"12A1","phone":"+84912345678",\
        "purpose":"both","curriculum":"2018","programme":"general","candidateKind":"pupil","examCouncilCode":"%1$s",\
        "pointOfReceipt":"%8$s","subjects":["TO","VA","LI","HO"],"priorityArea":"KV3"}\
        """
            .formatted(
                department,
                person.fullName(),
                person.sex(),
                person.dateOfBirth(),
                person.identityKind(),
                person.identityNumber(),
                attended,
                school)
            .getBytes(UTF_8);
    return new ExamRegistration(
        json,
        PreferenceList.sha256(("exam-registration\n" + new String(json, UTF_8)).getBytes(UTF_8)));
  }
}
