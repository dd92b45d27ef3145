package vn.baodanh.registration.season;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static vn.baodanh.registration.season.RulesFile.codes;
import static vn.baodanh.registration.season.RulesFile.required;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.baodanh.registration.filing.Certificate;
import vn.baodanh.registration.filing.ExamRegistration.Curriculum;
import vn.baodanh.registration.filing.ExamRegistration.Education;
import vn.baodanh.registration.filing.ExamRegistration.Purpose;
import vn.baodanh.registration.filing.ExamRules;
import vn.baodanh.registration.filing.SubjectScheme;
import vn.baodanh.registration.filing.Worded;

/** The part {@code exam} of a season's file. */
final class ExamRulesFile {
  private ExamRulesFile() {}

  static ExamRules read(JsonObject exam) {
    return new ExamRules(
        required(exam, "youngest", Integer.class),
        required(exam, "oldest", Integer.class),
        objects(exam, "schemes").map(ExamRulesFile::scheme).toList(),
        objects(exam, "certificates")
            .map(ExamRulesFile::certificate)
            .collect(toUnmodifiableMap(Certificate::code, certificate -> certificate)));
  }

  private static SubjectScheme scheme(JsonObject scheme) {
    return new SubjectScheme(
        Worded.of(Curriculum.class, required(scheme, "curriculum", String.class)),
        words(Education.class, scheme, "programmes"),
        words(Purpose.class, scheme, "purposes"),
        objects(scheme, "choices").map(ExamRulesFile::choice).toList());
  }

  private static SubjectScheme.Choice choice(JsonObject choice) {
    return new SubjectScheme.Choice(
        required(choice, "least", Integer.class),
        required(choice, "most", Integer.class),
        required(choice, "from", JsonArray.class).stream()
            .map(alternatives -> Set.of(((String) alternatives).split("\\|")))
            .toList());
  }

  private static Certificate certificate(JsonObject certificate) {
    return new Certificate(
        required(certificate, "code", String.class),
        required(certificate, "language", String.class),
        certificate.containsKey("levels")
            ? new Certificate.Levels(codes(certificate, "levels"))
            : new Certificate.Scores(parts(certificate, "least"), parts(certificate, "most")),
        certificate.getInteger("validMonths"));
  }

  private static List<BigDecimal> parts(JsonObject certificate, String name) {
    return Stream.of(required(certificate, name, String.class).split("/"))
        .map(BigDecimal::new)
        .toList();
  }

  private static <E extends Enum<E> & Worded> Set<E> words(
      Class<E> type, JsonObject file, String name) {
    return codes(file, name).stream()
        .map(word -> Worded.of(type, word))
        .collect(toUnmodifiableSet());
  }

  private static Stream<JsonObject> objects(JsonObject file, String name) {
    return required(file, name, JsonArray.class).stream().map(JsonObject.class::cast);
  }
}
