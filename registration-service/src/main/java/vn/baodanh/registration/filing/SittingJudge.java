package vn.baodanh.registration.filing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.baodanh.registration.filing.ExamRegistration.CandidateKind;
import vn.baodanh.registration.filing.ExamRegistration.LanguageExemption;
import vn.baodanh.registration.filing.ExamRegistration.Schooling;
import vn.baodanh.registration.filing.ExamRegistration.Sitting;

/** Judges which subjects somebody sits for, and what stands in for others. */
final class SittingJudge {
  private final ExamRules rules;
  private final LocalDate filedOn;
  private final Findings findings;

  /** Alternatives of the scheme that were taken, preserved or exempted, and by which subject. */
  private final Map<Set<String>, String> takenByAlternatives = new HashMap<>();

  SittingJudge(ExamRules rules, LocalDate filedOn, Findings findings) {
    this.rules = rules;
    this.filedOn = filedOn;
    this.findings = findings;
  }

  void judge(Sitting sitting, Schooling schooling) {
    if (sitting.exemption() != null) {
      judge(sitting.exemption());
    }
    if (!sitting.preserved().isEmpty() && schooling.candidateKind() == CandidateKind.PUPIL) {
      findings.fault(
          "/preservedScores",
          "for-free-candidates",
          "Chỉ thí sinh tự do được bảo lưu điểm thi năm trước.",
          "Only free candidates keep scores of the previous year.");
    }
    var scheme = rules.scheme(schooling.curriculum(), schooling.programme(), sitting.purpose());
    if (scheme.isPresent()) {
      judge(sitting, scheme.get());
    } else {
      findings.fault(
          "/curriculum",
          "unknown-curriculum",
          "Năm nay không tổ chức thi theo chương trình %s."
              .formatted(schooling.curriculum().text()),
          "This season holds no exam for the curriculum of %s."
              .formatted(schooling.curriculum().text()));
    }
  }

  private void judge(Sitting sitting, SubjectScheme scheme) {
    for (int i = 0; i < sitting.subjects().size(); i++) {
      take(sitting.subjects().get(i), "/subjects/" + i, scheme);
    }
    for (int i = 0; i < sitting.preserved().size(); i++) {
      take(sitting.preserved().get(i).subject(), "/preservedScores/" + i + "/subject", scheme);
    }
    if (sitting.exemption() != null) {
      exempt(sitting.exemption(), scheme);
    }
    scheme.choices().forEach(this::count);
  }

  private void take(String subject, String pointer, SubjectScheme scheme) {
    var alternatives = scheme.alternatives(subject);
    if (alternatives.isEmpty()) {
      findings.fault(
          pointer,
          "unknown-subject",
          "Chương trình %s không có môn thi mã %s.".formatted(scheme.curriculum().text(), subject),
          "The curriculum of %s has no subject with the code %s."
              .formatted(scheme.curriculum().text(), subject));
      return;
    }
    var earlier = takenByAlternatives.putIfAbsent(alternatives.get(), subject);
    if (subject.equals(earlier)) {
      findings.fault(
          pointer,
          "duplicate",
          "Môn %s đã có trong phiếu.".formatted(subject),
          "The subject %s is in the form already.".formatted(subject));
    } else if (earlier != null) {
      findings.fault(
          pointer,
          "one-of-these",
          "Chỉ được chọn một trong hai môn %s và %s.".formatted(earlier, subject),
          "Only one of %s and %s can be chosen.".formatted(earlier, subject));
    }
  }

  private void exempt(LanguageExemption exemption, SubjectScheme scheme) {
    var certificate = rules.certificateByCode().get(exemption.certificate());
    if (certificate == null) {
      return;
    }
    var alternatives = scheme.alternatives(certificate.language());
    if (alternatives.isPresent()
        && takenByAlternatives.putIfAbsent(alternatives.get(), certificate.language()) != null) {
      findings.fault(
          "/languageExemption",
          "exempt-and-taken",
          "Đã đăng ký thi hoặc bảo lưu môn ngoại ngữ thì không xin miễn thi.",
          "Who sits for a foreign language or keeps its score is not exempted.");
    }
  }

  private void count(SubjectScheme.Choice choice) {
    long taken = choice.from().stream().filter(takenByAlternatives::containsKey).count();
    if (taken >= choice.least() && taken <= choice.most()) {
      return;
    }
    var all = new TreeSet<String>();
    choice.from().forEach(all::addAll);
    boolean exact = choice.least() == choice.most();
    var wanted = exact ? "" + choice.least() : choice.least() + "–" + choice.most();
    findings.fault(
        "/subjects",
        taken < choice.least() ? "too-few" : "too-many",
        "Cần chọn %s môn trong: %s; phiếu có %d.".formatted(wanted, String.join(", ", all), taken),
        "%s of %s must be chosen; the form has %d."
            .formatted(wanted, String.join(", ", all), taken));
  }

  private void judge(LanguageExemption exemption) {
    var certificate = rules.certificateByCode().get(exemption.certificate());
    if (certificate == null) {
      findings.fault(
          "/languageExemption/certificate",
          "unknown-certificate",
          "Chứng chỉ %s không có trong danh mục miễn thi năm nay."
              .formatted(exemption.certificate()),
          "The certificate %s exempts from nothing this season."
              .formatted(exemption.certificate()));
      return;
    }
    if (!certificate.isEnough(exemption.score())) {
      findings.fault(
          "/languageExemption/score",
          "score-not-enough",
          "Kết quả %s chưa đạt mức miễn thi hoặc không phải kết quả của chứng chỉ này."
              .formatted(exemption.score()),
          "%s does not reach what exempts, or is no result of this certificate."
              .formatted(exemption.score()));
    }
    if (exemption.issuedOn().isAfter(filedOn)) {
      findings.fault(
          "/languageExemption/issuedOn",
          "in-future",
          "Ngày cấp chứng chỉ sau ngày nộp.",
          "The certificate's day of issue is after the day of filing.");
    } else if (!certificate.isValid(exemption.issuedOn(), filedOn)) {
      findings.fault(
          "/languageExemption/issuedOn",
          "expired",
          "Chứng chỉ đã hết hiệu lực vào ngày nộp.",
          "The certificate has expired on the day of filing.");
    }
  }
}
