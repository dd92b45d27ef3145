package vn.baodanh.registration.filing;

import vn.baodanh.registration.filing.ExamRegistration.LanguageExemption;
import vn.baodanh.registration.filing.ExamRegistration.PreservedScore;
import vn.baodanh.registration.filing.ExamRegistration.Residence;
import vn.baodanh.registration.filing.ExamRegistration.School;
import vn.baodanh.registration.filing.ExamRegistration.Schools;

/** Writes a registration in its canonical form; the order is that of the contract's schema. */
final class ExamRegistrationText {
  private static final int USUAL_BYTES = 1024;

  private ExamRegistrationText() {}

  static byte[] of(ExamRegistration registration) {
    var office = registration.office();
    var json = new CanonicalJson(USUAL_BYTES).put("departmentCode", office.departmentCode());
    json.putIfGiven("formNumber", office.formNumber());
    person(json, registration.person());
    json.put("residence", residence(registration.residence()));
    schools(json, registration.schooling());
    var contact = registration.contact();
    json.put("phone", contact.phone())
        .putIfGiven("email", contact.email())
        .putIfGiven("contactAddress", contact.contactAddress());
    json.put("purpose", registration.sitting().purpose());
    schooling(json, registration.schooling());
    json.put("examCouncilCode", office.examCouncilCode())
        .put("pointOfReceipt", office.pointOfReceipt());
    sitting(json, registration.sitting());
    return json.putIfGiven("priorityGroup", registration.priority().group())
        .put("priorityArea", registration.priority().area())
        .bytes();
  }

  private static void person(CanonicalJson json, ExamRegistration.Person person) {
    json.put("fullName", person.fullName())
        .put("sex", person.sex())
        .put("dateOfBirth", person.dateOfBirth().toString())
        .put("placeOfBirth", person.placeOfBirth())
        .put("ethnicity", person.ethnicity())
        .putIfGiven("foreignNationality", person.foreignNationality())
        .put(
            "identity",
            new CanonicalJson()
                .put("kind", person.identity().kind())
                .put("number", person.identity().number()));
  }

  private static CanonicalJson residence(Residence residence) {
    var json =
        new CanonicalJson()
            .put("provinceCode", residence.provinceCode())
            .put("wardCode", residence.wardCode())
            .put("address", residence.address());
    return residence.over18MonthsInArea1() ? json.putTrue("over18MonthsInArea1") : json;
  }

  private static void schools(CanonicalJson json, ExamRegistration.Schooling schooling) {
    if (schooling.schools() instanceof Schools(var grade10, var grade11, var grade12)) {
      json.put(
          "schools",
          new CanonicalJson()
              .put("grade10", school(grade10))
              .put("grade11", school(grade11))
              .put("grade12", school(grade12)));
    }
    json.putIfGiven("className", schooling.className());
  }

  private static CanonicalJson school(School school) {
    return new CanonicalJson()
        .put("departmentCode", school.departmentCode())
        .put("schoolCode", school.schoolCode());
  }

  private static void schooling(CanonicalJson json, ExamRegistration.Schooling schooling) {
    var year = schooling.graduationYear();
    json.put("curriculum", schooling.curriculum())
        .put("programme", schooling.programme())
        .put("candidateKind", schooling.candidateKind())
        .putIfGiven("graduationYear", year == null ? null : year.toString());
  }

  private static void sitting(CanonicalJson json, ExamRegistration.Sitting sitting) {
    json.putTexts("subjects", sitting.subjects());
    if (sitting.exemption()
        instanceof LanguageExemption(var certificate, var score, var issuedOn)) {
      json.put(
          "languageExemption",
          new CanonicalJson()
              .put("certificate", certificate)
              .put("score", score)
              .put("issuedOn", issuedOn.toString()));
    }
    if (!sitting.preserved().isEmpty()) {
      json.putObjects(
          "preservedScores",
          sitting.preserved().stream().map(ExamRegistrationText::preserved).toList());
    }
  }

  private static CanonicalJson preserved(PreservedScore preserved) {
    return new CanonicalJson()
        .put("subject", preserved.subject())
        .put("score", preserved.score().toString());
  }
}
