package vn.baodanh.registration.filing;

import static vn.baodanh.registration.filing.Shape.Member.optional;
import static vn.baodanh.registration.filing.Shape.Member.required;

import java.util.regex.Pattern;
import vn.baodanh.registration.filing.ExamRegistration.CandidateKind;
import vn.baodanh.registration.filing.ExamRegistration.Curriculum;
import vn.baodanh.registration.filing.ExamRegistration.Education;
import vn.baodanh.registration.filing.ExamRegistration.Identity;
import vn.baodanh.registration.filing.ExamRegistration.Purpose;
import vn.baodanh.registration.filing.ExamRegistration.Sex;

/** The form of a registration, member by member as the contract's schema lists them. */
final class ExamRegistrationForm {
  private static final Shape TWO_DIGITS = digits(2);
  private static final Shape COUNTRY =
      code(
          "[A-Z]{2}",
          2,
          "Mã nước gồm 2 chữ in hoa, ví dụ LA.",
          "A country's code is two capital letters, as LA.");
  private static final Shape SUBJECT =
      code(
          "[A-Z0-9]{2,4}",
          4,
          "Mã môn gồm 2–4 chữ in hoa không dấu hoặc chữ số, ví dụ TO.",
          "A subject's code is 2–4 capital letters A–Z or digits, as TO.");
  private static final Shape NAME =
      new Shape.Text(
          Pattern.compile("[ .'-]*\\p{L}[\\p{M} .'-]*\\p{L}[\\p{L}\\p{M} .'-]*"),
          100,
          true,
          "Họ tên gồm ít nhất 2 chữ cái; chỉ có chữ cái, dấu cách, ' - và dấu chấm.",
          "A name has at least two letters, and only letters, spaces, ' - and full stops.");
  private static final Shape PHONE =
      new Shape.Text(
          Pattern.compile(" *(0|\\+84)(2[0-9]{9}|[35789][0-9]{8}) *"),
          20,
          true,
          "Số điện thoại Việt Nam, ví dụ 0912345678 hoặc +84912345678.",
          "A Vietnamese telephone number, as 0912345678 or +84912345678.");
  private static final Shape EMAIL =
      new Shape.Text(
          Pattern.compile(
              " *(?=[^@"
                  + " ]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                  + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                  + " *"),
          254,
          true,
          "Địa chỉ thư điện tử, ví dụ an.nguyen@example.vn.",
          "An e-mail address, as an.nguyen@example.vn.");

  static final Shape.Form FORM =
      new Shape.Form(
          required("departmentCode", TWO_DIGITS, "mã sở", "the department's code"),
          optional(
              "formNumber",
              code("[0-9]{1,6}", 6, "Số phiếu gồm 1–6 chữ số.", "A form's number is 1–6 digits.")),
          required("fullName", NAME, "họ và tên", "the full name"),
          required("sex", new Shape.OneOf(Sex.values()), "giới tính", "the sex"),
          required("dateOfBirth", new Shape.Day(), "ngày sinh", "the date of birth"),
          required(
              "placeOfBirth",
              code(
                  "[0-9]{2}|[A-Z]{2}",
                  2,
                  "Nơi sinh là mã tỉnh (2 chữ số) hoặc mã nước (2 chữ in hoa).",
                  "The place of birth is a province's code (two digits) or a country's (two capital"
                      + " letters)."),
              "nơi sinh",
              "the place of birth"),
          required("ethnicity", line(40), "dân tộc", "the ethnicity"),
          optional("foreignNationality", COUNTRY),
          required("identity", identity(), "giấy tờ tùy thân", "the identity document"),
          required("residence", residence(), "nơi thường trú", "the residence"),
          optional("schools", schools()),
          optional("className", line(10)),
          required("phone", PHONE, "số điện thoại", "the telephone number"),
          optional("email", EMAIL),
          optional("contactAddress", line(200)),
          required("purpose", new Shape.OneOf(Purpose.values()), "mục đích dự thi", "the purpose"),
          required(
              "curriculum",
              new Shape.OneOf(Curriculum.values()),
              "chương trình giáo dục phổ thông",
              "the curriculum"),
          required(
              "programme",
              new Shape.OneOf(Education.values()),
              "hình thức giáo dục",
              "the programme"),
          required(
              "candidateKind",
              new Shape.OneOf(CandidateKind.values()),
              "diện thí sinh",
              "the kind of candidate"),
          optional(
              "graduationYear",
              code(
                  "(19|20)[0-9]{2}",
                  4, "Năm gồm 4 chữ số, ví dụ 2025.", "A year is four digits, as 2025.")),
          required("examCouncilCode", TWO_DIGITS, "mã hội đồng thi", "the exam council's code"),
          required("pointOfReceipt", digits(3), "điểm thu nhận hồ sơ", "the point of receipt"),
          required("subjects", new Shape.Many(SUBJECT, 10), "môn thi", "the subjects"),
          optional("languageExemption", exemption()),
          optional("preservedScores", new Shape.Many(preserved(), 10)),
          optional("priorityGroup", TWO_DIGITS),
          required(
              "priorityArea",
              new Shape.OneOf(PriorityArea.values()),
              "khu vực ưu tiên",
              "the priority area"));

  private ExamRegistrationForm() {}

  private static Shape identity() {
    return new Shape.Form(
        required("kind", new Shape.OneOf(Identity.Kind.values()), "loại giấy tờ", "its kind"),
        required(
            "number",
            code(
                "[A-Z0-9]{6,12}",
                12,
                "Số định danh gồm 12 chữ số; số hộ chiếu gồm 6–12 chữ in hoa hoặc chữ số.",
                "A citizen number is 12 digits, a passport's 6–12 capital letters or digits."),
            "số giấy tờ",
            "its number"));
  }

  private static Shape residence() {
    return new Shape.Form(
        required("provinceCode", TWO_DIGITS, "mã tỉnh", "the province's code"),
        required("wardCode", digits(5), "mã xã", "the ward's code"),
        required("address", line(200), "địa chỉ", "the address"),
        optional("over18MonthsInArea1", new Shape.Flag()));
  }

  private static Shape schools() {
    var school =
        new Shape.Form(
            required("departmentCode", TWO_DIGITS, "mã sở", "the department's code"),
            required("schoolCode", digits(3), "mã trường", "the school's code"));
    return new Shape.Form(
        required("grade10", school, "trường lớp 10", "the school of grade 10"),
        required("grade11", school, "trường lớp 11", "the school of grade 11"),
        required("grade12", school, "trường lớp 12", "the school of grade 12"));
  }

  private static Shape exemption() {
    return new Shape.Form(
        required(
            "certificate",
            code(
                "[A-Z0-9-]{2,30}",
                30,
                "Mã chứng chỉ, ví dụ IELTS.",
                "A certificate's code, as IELTS."),
            "mã chứng chỉ",
            "the certificate's code"),
        required(
            "score",
            code(
                "[A-Z0-9./]{1,20}",
                20,
                "Điểm hoặc bậc trên chứng chỉ, ví dụ 6.5, B1 hoặc 300/300/130/130.",
                "Score or level as on the certificate, as 6.5, B1 or 300/300/130/130."),
            "điểm chứng chỉ",
            "the certificate's score"),
        required("issuedOn", new Shape.Day(), "ngày cấp", "the day of issue"));
  }

  private static Shape preserved() {
    return new Shape.Form(
        required("subject", SUBJECT, "mã môn", "the subject's code"),
        required(
            "score",
            code(
                "10(\\.00?)?|[0-9](\\.[0-9][05]?)?",
                5,
                "Điểm từ 0 đến 10, lẻ đến 0.05, ví dụ 7.25.",
                "A score from 0 to 10 in steps of 0.05, as 7.25."),
            "điểm bảo lưu",
            "the preserved score"));
  }

  private static Shape code(String pattern, int most, String vietnamese, String english) {
    return new Shape.Text(Pattern.compile(pattern), most, false, vietnamese, english);
  }

  private static Shape digits(int count) {
    return code(
        "[0-9]{" + count + "}",
        count,
        "Mã gồm %d chữ số.".formatted(count),
        "The code is %d digits.".formatted(count));
  }

  /** A line of text that is not empty and holds nothing invisible. */
  private static Shape line(int most) {
    return new Shape.Text(
        Pattern.compile(
            "\\p{Zs}*[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}][^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*"),
        most,
        true,
        "Một dòng chữ, không để trống, không có ký tự điều khiển.",
        "One line of text, not empty, without control characters.");
  }
}
