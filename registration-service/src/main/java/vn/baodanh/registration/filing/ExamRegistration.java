package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registration for the exam (phiếu đăng ký dự thi), as one candidate filled it in. Codes are
 * text; texts are in Unicode form NFC and trimmed.
 *
 * <p>It says what was filed, not whether the season's {@link Rules} allow it.
 */
public record ExamRegistration(
    Office office,
    Person person,
    Residence residence,
    Contact contact,
    Schooling schooling,
    Sitting sitting,
    Priority priority) {

  /**
   * Where it is filed.
   *
   * @param formNumber given by the office
   * @param examCouncilCode the code of a department
   * @param pointOfReceipt a school (001–900) or a point of receipt (901–999) of the department
   */
  public record Office(
      String departmentCode,
      @Nullable String formNumber,
      String examCouncilCode,
      String pointOfReceipt) {}

  /**
   * @param fullName 2–100 letters with marks, spaces, {@code '}, {@code -}, {@code .}
   * @param placeOfBirth a province's code (two digits) or a country's (ISO 3166, two letters)
   * @param ethnicity 1–40 characters
   * @param foreignNationality a country's code
   */
  public record Person(
      String fullName,
      Sex sex,
      LocalDate dateOfBirth,
      String placeOfBirth,
      String ethnicity,
      @Nullable String foreignNationality,
      Identity identity) {}

  /** On the printed form female is 1 and male 0; in a citizen number it is the other way round. */
  public enum Sex implements Worded {
    FEMALE,
    MALE
  }

  /**
   * @param number 12 digits of a citizen number, or 6–12 letters and digits of a passport
   */
  public record Identity(Kind kind, String number) {
    public enum Kind implements Worded {
      CITIZEN,
      PASSPORT
    }
  }

  /**
   * @param wardCode five digits
   * @param over18MonthsInArea1 more than 18 months of upper secondary school in area 1
   */
  public record Residence(
      String provinceCode, String wardCode, String address, boolean over18MonthsInArea1) {}

  /**
   * @param phone {@code +84} and the number without its leading 0
   * @param email an RFC 5321 address
   */
  public record Contact(String phone, @Nullable String email, @Nullable String contactAddress) {}

  /**
   * @param schools of a pupil
   * @param graduationYear of a candidate who has graduated
   */
  public record Schooling(
      @Nullable Schools schools,
      @Nullable String className,
      Curriculum curriculum,
      Education programme,
      CandidateKind candidateKind,
      @Nullable Integer graduationYear) {}

  /** Where the years of upper secondary school were spent. */
  public record Schools(School grade10, School grade11, School grade12) {}

  /** One school; its code is unique inside its department. */
  public record School(String departmentCode, String schoolCode) {}

  /** Chương trình giáo dục phổ thông. */
  public enum Curriculum implements Worded {
    OF_2006,
    OF_2018;

    /** The year, as {@code 2018}. */
    @Override
    public String text() {
      return name().substring("OF_".length());
    }
  }

  public enum Education implements Worded {
    GENERAL,
    CONTINUING
  }

  public enum CandidateKind implements Worded {
    PUPIL,
    FREE_NOT_GRADUATED,
    FREE_GRADUATED
  }

  /**
   * What the candidate sits for.
   *
   * @param subjects codes of subjects or papers, N1–N7 for foreign languages
   * @param preserved scores of the previous year that a free candidate keeps
   */
  public record Sitting(
      Purpose purpose,
      List<String> subjects,
      @Nullable LanguageExemption exemption,
      List<PreservedScore> preserved) {
    public Sitting {
      subjects = List.copyOf(subjects);
      preserved = List.copyOf(preserved);
    }
  }

  public enum Purpose implements Worded {
    GRADUATION,
    ADMISSION,
    BOTH
  }

  /** A certificate that replaces the foreign language. */
  public record LanguageExemption(String certificate, String score, LocalDate issuedOn) {}

  /**
   * @param score 0–10 in steps of 0.05, with two decimals
   */
  public record PreservedScore(String subject, BigDecimal score) {}

  /**
   * @param group code of a priority group of the season
   */
  public record Priority(@Nullable String group, PriorityArea area) {}

  private static final byte[] DIGEST_PREFIX = "exam-registration\n".getBytes(UTF_8);

  /**
   * The registration as kept, hashed and signed: a JSON text in UTF-8 without white space, members
   * in the order of the contract's schema, what is not given left out. The reader reads it back.
   */
  public byte[] canonical() {
    return ExamRegistrationText.of(this);
  }

  /** SHA-256 of {@code "exam-registration\n"} and the {@link #canonical()} text; 32 bytes. */
  public byte[] digest() {
    return digestOf(canonical());
  }

  /** The same digest for a caller that holds the canonical bytes already. */
  public static byte[] digestOf(byte[] canonical) {
    var sha256 = Digests.sha256();
    sha256.update(DIGEST_PREFIX);
    return sha256.digest(canonical);
  }

  private static final String DEPARTMENT = "{\"departmentCode\":\"";

  /** The code of the department where it is filed, which a canonical text begins with. */
  public static String departmentOf(byte[] canonical) {
    return new String(canonical, DEPARTMENT.length(), 2, UTF_8);
  }

  /** Whether {@link #ofCanonical} could read these bytes back. */
  public static boolean isCanonical(byte[] bytes) {
    return ExamRegistrationReader.read(bytes) instanceof Read<ExamRegistration>(var registration)
        && Arrays.equals(registration.canonical(), bytes);
  }

  /**
   * Reads back what {@link #canonical()} wrote.
   *
   * @throws IllegalArgumentException when the bytes are not such a text
   */
  public static ExamRegistration ofCanonical(byte[] canonical) {
    if (ExamRegistrationReader.read(canonical) instanceof Read<ExamRegistration>(var registration)
        && Arrays.equals(registration.canonical(), canonical)) {
      return registration;
    }
    throw new IllegalArgumentException("no canonical registration");
  }
}
