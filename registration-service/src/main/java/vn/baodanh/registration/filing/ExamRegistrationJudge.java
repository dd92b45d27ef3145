package vn.baodanh.registration.filing;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.ExamRegistration.CandidateKind;
import vn.baodanh.registration.filing.ExamRegistration.Identity;
import vn.baodanh.registration.filing.ExamRegistration.Office;
import vn.baodanh.registration.filing.ExamRegistration.Person;
import vn.baodanh.registration.filing.ExamRegistration.Priority;
import vn.baodanh.registration.filing.ExamRegistration.Purpose;
import vn.baodanh.registration.filing.ExamRegistration.School;
import vn.baodanh.registration.filing.ExamRegistration.Schooling;
import vn.baodanh.registration.filing.ExamRegistration.Schools;

/** Judges one registration by a season's rules. */
final class ExamRegistrationJudge {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final String VIETNAM = "VN";
  private static final String FIRST_POINT = "901";

  private final Rules rules;
  private final Units units;
  private final LocalDate filedOn;
  private final Findings findings = new Findings();

  /**
   * @param filedOn the day of filing in Vietnam
   */
  ExamRegistrationJudge(Rules rules, Units units, LocalDate filedOn) {
    this.rules = rules;
    this.units = units;
    this.filedOn = filedOn;
  }

  Judgement judge(ExamRegistration registration) {
    judge(registration.office(), registration.schooling().candidateKind());
    judge(registration.person());
    judgeProvince(registration.residence().provinceCode(), "/residence/provinceCode");
    judge(registration.schooling(), registration.person().dateOfBirth().getYear());
    judgePurpose(registration.sitting().purpose(), registration.schooling().candidateKind());
    new SittingJudge(rules.exam(), filedOn, findings)
        .judge(registration.sitting(), registration.schooling());
    judge(registration.priority(), registration.schooling().graduationYear());
    compareArea(registration);
    return findings.judgement();
  }

  private void judge(Office office, CandidateKind kind) {
    judgeDepartment(office.departmentCode(), "/departmentCode");
    judgeDepartment(office.examCouncilCode(), "/examCouncilCode");
    if (!office.examCouncilCode().equals(office.departmentCode())) {
      findings.warning(
          "/examCouncilCode",
          "council-elsewhere",
          "Hội đồng thi không thuộc sở nhận hồ sơ; hãy kiểm tra lại.",
          "The exam council is not that of the department; please check.");
    }
    var point = office.pointOfReceipt();
    if (!units.has(office.departmentCode(), point)) {
      findings.fault(
          "/pointOfReceipt",
          "unknown-point",
          "Sở %s không có điểm thu nhận hồ sơ mã %s.".formatted(office.departmentCode(), point),
          "Department %s has no point of receipt with the code %s."
              .formatted(office.departmentCode(), point));
    } else if (kind == CandidateKind.PUPIL && point.compareTo(FIRST_POINT) >= 0) {
      findings.fault(
          "/pointOfReceipt",
          "point-for-free-candidates",
          "Mã 901–999 dành cho thí sinh tự do; học sinh nộp hồ sơ tại trường.",
          "Points 901–999 are for free candidates; a pupil files at a school.");
    }
  }

  private void judgeDepartment(String code, String pointer) {
    if (!rules.codes().hasDepartment(code)) {
      findings.fault(
          pointer,
          "unknown-department",
          "Năm %d không có sở mã %s.".formatted(rules.year(), code),
          "In %d no department has the code %s.".formatted(rules.year(), code));
    }
  }

  private void judge(Person person) {
    int age = Period.between(person.dateOfBirth(), filedOn).getYears();
    var exam = rules.exam();
    if (age < exam.youngest() || age > exam.oldest()) {
      findings.fault(
          "/dateOfBirth",
          age < exam.youngest() ? "too-young" : "too-old",
          "Vào ngày nộp, thí sinh phải từ %d đến %d tuổi."
              .formatted(exam.youngest(), exam.oldest()),
          "On the day of filing a candidate is %d to %d years old."
              .formatted(exam.youngest(), exam.oldest()));
    }
    boolean bornAbroad = Character.isLetter(person.placeOfBirth().charAt(0));
    if (bornAbroad) {
      judgeCountry(person.placeOfBirth(), "/placeOfBirth");
    } else {
      judgeProvince(person.placeOfBirth(), "/placeOfBirth");
    }
    if (person.foreignNationality() != null) {
      judgeCountry(person.foreignNationality(), "/foreignNationality");
    }
    var number = person.identity().number();
    if (CitizenNumber.isOne(number) && person.identity().kind() == Identity.Kind.CITIZEN) {
      compare(new CitizenNumber(number), person, bornAbroad);
    } else if (person.identity().kind() == Identity.Kind.CITIZEN) {
      findings.fault(
          "/identity/number",
          "pattern",
          "Số định danh cá nhân gồm 12 chữ số.",
          "A citizen number is 12 digits.");
    }
  }

  private void judgeProvince(String code, String pointer) {
    if (!rules.codes().hasProvince(code)) {
      findings.fault(
          pointer,
          "unknown-province",
          "Năm %d không có tỉnh mã %s.".formatted(rules.year(), code),
          "In %d no province has the code %s.".formatted(rules.year(), code));
    }
  }

  private void judgeCountry(String code, String pointer) {
    if (code.equals(VIETNAM) || !COUNTRIES.contains(code)) {
      findings.fault(
          pointer,
          "unknown-country",
          "Không có nước ngoài nào mang mã %s.".formatted(code),
          "No foreign country has the code %s.".formatted(code));
    }
  }

  /** The digits warn and never reject: records are corrected in life. */
  private void compare(CitizenNumber number, Person person, boolean bornAbroad) {
    if (number.yearOfBirth() != person.dateOfBirth().getYear()) {
      warnOfNumber("birth-year", "năm sinh", "the year of birth");
    }
    if (number.sex() != person.sex()) {
      warnOfNumber("sex", "giới tính", "the sex");
    }
    var province = rules.codes().provinceByBirthPrefix().get(number.birthPrefix());
    if (!bornAbroad && !person.placeOfBirth().equals(province)) {
      warnOfNumber("province", "tỉnh nơi sinh", "the province of birth");
    }
  }

  private void warnOfNumber(String what, String vietnamese, String english) {
    findings.warning(
        "/identity/number",
        "identity-" + what,
        "Số định danh không khớp với %s đã khai; hãy kiểm tra lại.".formatted(vietnamese),
        "The citizen number does not fit %s; please check.".formatted(english));
  }

  private void judge(Schooling schooling, int yearOfBirth) {
    var year = schooling.graduationYear();
    if (schooling.candidateKind() == CandidateKind.PUPIL) {
      judgeSchools(schooling);
    }
    if (schooling.candidateKind() == CandidateKind.FREE_GRADUATED) {
      if (year == null) {
        missing("/graduationYear", "năm tốt nghiệp", "the year of graduation");
      } else if (year >= rules.year() || year < yearOfBirth + rules.exam().youngest()) {
        findings.fault(
            "/graduationYear",
            "out-of-range",
            "Năm tốt nghiệp phải trước năm thi %d và phù hợp với năm sinh.".formatted(rules.year()),
            "The year of graduation is before %d and fits the date of birth."
                .formatted(rules.year()));
      }
    } else if (year != null) {
      findings.fault(
          "/graduationYear",
          "not-asked",
          "Chỉ thí sinh đã tốt nghiệp mới khai năm tốt nghiệp.",
          "Only a candidate who has graduated gives a year of graduation.");
    }
  }

  private void judgeSchools(Schooling schooling) {
    var schools = schooling.schools();
    if (schools == null) {
      missing("/schools", "trường lớp 10, 11, 12", "the schools of grades 10, 11 and 12");
    } else {
      judgeSchool("/schools/grade10", schools.grade10());
      judgeSchool("/schools/grade11", schools.grade11());
      judgeSchool("/schools/grade12", schools.grade12());
    }
    if (schooling.className() == null) {
      missing("/className", "tên lớp", "the class");
    }
  }

  private void judgeSchool(String pointer, School school) {
    boolean isPoint = school.schoolCode().compareTo(FIRST_POINT) >= 0;
    if (isPoint || !units.has(school.departmentCode(), school.schoolCode())) {
      findings.fault(
          pointer,
          "unknown-school",
          "Sở %s không có trường mã %s.".formatted(school.departmentCode(), school.schoolCode()),
          "Department %s has no school with the code %s."
              .formatted(school.departmentCode(), school.schoolCode()));
    }
  }

  private void missing(String pointer, String vietnamese, String english) {
    findings.fault(pointer, "required", "Thiếu " + vietnamese + ".", "Missing: " + english + ".");
  }

  private void judgePurpose(Purpose purpose, CandidateKind kind) {
    boolean hasGraduated = kind == CandidateKind.FREE_GRADUATED;
    if (hasGraduated != (purpose == Purpose.ADMISSION)) {
      findings.fault(
          "/purpose",
          "wrong-purpose",
          "Thí sinh đã tốt nghiệp dự thi để xét tuyển; thí sinh chưa tốt nghiệp dự thi để xét tốt"
              + " nghiệp hoặc cả hai.",
          "Who has graduated sits for admission; who has not sits for graduation or both.");
    }
  }

  private void judge(Priority priority, @Nullable Integer graduationYear) {
    var scoring = rules.scoring();
    if (priority.group() != null && !scoring.pointsByGroup().containsKey(priority.group())) {
      findings.fault(
          "/priorityGroup",
          "unknown-group",
          "Năm %d không có đối tượng ưu tiên %s.".formatted(rules.year(), priority.group()),
          "In %d there is no priority group %s.".formatted(rules.year(), priority.group()));
    }
    int years = graduationYear == null ? 0 : rules.year() - graduationYear;
    if (priority.area() != PriorityArea.KV3 && !scoring.areaCounts(years)) {
      findings.warning(
          "/priorityArea",
          "area-expired",
          "Ưu tiên khu vực đã hết hiệu lực đối với năm tốt nghiệp này; sẽ không được cộng điểm.",
          "The priority of an area has expired for this year of graduation and adds no points.");
    }
  }

  /**
   * The area follows the school attended longest, or a residence of 18 months in area 1 (DOMAIN,
   * section 4). Schools' areas come from the catalogue of the year; what differs warns, since a
   * pupil may have moved within a year.
   */
  private void compareArea(ExamRegistration registration) {
    var area = registration.priority().area();
    boolean byResidence =
        area == PriorityArea.KV1 && registration.residence().over18MonthsInArea1();
    var expected = areaOfLongest(registration.schooling().schools());
    if (!byResidence && expected.filter(known -> known != area).isPresent()) {
      findings.warning(
          "/priorityArea",
          "area-of-school",
          "Trường học lâu nhất thuộc %s; hãy kiểm tra lại khu vực ưu tiên."
              .formatted(expected.get().text()),
          "The school attended longest is in %s; please check the priority area."
              .formatted(expected.get().text()));
    }
  }

  /** Of two years of three at least; empty where that is no school, or its area is not known. */
  private Optional<PriorityArea> areaOfLongest(@Nullable Schools attended) {
    if (attended == null) {
      return Optional.empty();
    }
    var schools = List.of(attended.grade10(), attended.grade11(), attended.grade12());
    return schools.stream()
        .filter(school -> Collections.frequency(schools, school) >= 2)
        .findFirst()
        .flatMap(school -> units.area(school.departmentCode(), school.schoolCode()));
  }
}
