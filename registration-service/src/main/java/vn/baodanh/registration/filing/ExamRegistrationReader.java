package vn.baodanh.registration.filing;

import java.math.BigDecimal;
import vn.baodanh.registration.filing.ExamRegistration.CandidateKind;
import vn.baodanh.registration.filing.ExamRegistration.Contact;
import vn.baodanh.registration.filing.ExamRegistration.Curriculum;
import vn.baodanh.registration.filing.ExamRegistration.Education;
import vn.baodanh.registration.filing.ExamRegistration.Identity;
import vn.baodanh.registration.filing.ExamRegistration.LanguageExemption;
import vn.baodanh.registration.filing.ExamRegistration.Office;
import vn.baodanh.registration.filing.ExamRegistration.Person;
import vn.baodanh.registration.filing.ExamRegistration.PreservedScore;
import vn.baodanh.registration.filing.ExamRegistration.Priority;
import vn.baodanh.registration.filing.ExamRegistration.Purpose;
import vn.baodanh.registration.filing.ExamRegistration.Residence;
import vn.baodanh.registration.filing.ExamRegistration.School;
import vn.baodanh.registration.filing.ExamRegistration.Schooling;
import vn.baodanh.registration.filing.ExamRegistration.Schools;
import vn.baodanh.registration.filing.ExamRegistration.Sex;
import vn.baodanh.registration.filing.ExamRegistration.Sitting;

/**
 * Reads the body of {@code PUT /v1/me/exam-registration}.
 *
 * <p>It accepts exactly what the contract's schema {@code ExamRegistrationBody} accepts both as it
 * was sent and in Unicode form NFC, with one thing that a schema cannot say: a member that appears
 * twice is refused.
 *
 * <p>Fault codes: those of {@link PreferenceListReader}, and {@code unknown-value} for what is none
 * of a few words.
 */
public final class ExamRegistrationReader {
  /** The longest body read; a full form needs about 2 KiB. */
  public static final int MOST_BYTES = 16 * 1024;

  private ExamRegistrationReader() {}

  /** Never throws: whatever the bytes are, the answer is a registration or its faults. */
  public static Reading<ExamRegistration> read(byte[] body) {
    return switch (FormReader.read(body, MOST_BYTES, ExamRegistrationForm.FORM)) {
      case Faulty<Filled>(var faults) -> new Faulty<>(faults);
      case Read<Filled>(var form) -> new Read<>(registration(form));
    };
  }

  private static ExamRegistration registration(Filled form) {
    return new ExamRegistration(
        new Office(
            form.text("departmentCode"),
            form.textIfGiven("formNumber"),
            form.text("examCouncilCode"),
            form.text("pointOfReceipt")),
        person(form),
        residence(form.form("residence")),
        new Contact(
            international(form.text("phone")),
            form.textIfGiven("email"),
            form.textIfGiven("contactAddress")),
        schooling(form),
        sitting(form),
        new Priority(
            form.textIfGiven("priorityGroup"), form.word("priorityArea", PriorityArea.class)));
  }

  private static Person person(Filled form) {
    var identity = form.form("identity");
    return new Person(
        form.text("fullName"),
        form.word("sex", Sex.class),
        form.day("dateOfBirth"),
        form.text("placeOfBirth"),
        form.text("ethnicity"),
        form.textIfGiven("foreignNationality"),
        new Identity(identity.word("kind", Identity.Kind.class), identity.text("number")));
  }

  private static Residence residence(Filled form) {
    return new Residence(
        form.text("provinceCode"),
        form.text("wardCode"),
        form.text("address"),
        form.isTrue("over18MonthsInArea1"));
  }

  private static String international(String phone) {
    return phone.startsWith("0") ? "+84" + phone.substring(1) : phone;
  }

  private static Schooling schooling(Filled form) {
    var schools = form.formIfGiven("schools");
    var year = form.textIfGiven("graduationYear");
    return new Schooling(
        schools == null
            ? null
            : new Schools(
                school(schools.form("grade10")),
                school(schools.form("grade11")),
                school(schools.form("grade12"))),
        form.textIfGiven("className"),
        form.word("curriculum", Curriculum.class),
        form.word("programme", Education.class),
        form.word("candidateKind", CandidateKind.class),
        year == null ? null : Integer.valueOf(year));
  }

  private static School school(Filled form) {
    return new School(form.text("departmentCode"), form.text("schoolCode"));
  }

  private static Sitting sitting(Filled form) {
    var exemption = form.formIfGiven("languageExemption");
    return new Sitting(
        form.word("purpose", Purpose.class),
        form.many("subjects", String.class),
        exemption == null
            ? null
            : new LanguageExemption(
                exemption.text("certificate"), exemption.text("score"), exemption.day("issuedOn")),
        form.many("preservedScores", Filled.class).stream()
            .map(score ->
                new PreservedScore(
                    score.text("subject"), new BigDecimal(score.text("score")).setScale(2)))
            .toList());
  }
}
