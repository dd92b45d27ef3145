package vn.baodanh.registration.filing;

import static vn.baodanh.registration.filing.Mutations.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Bodies of {@code PUT /v1/me/exam-registration}. */
final class RegistrationBodies implements Mutations.Bodies {
  private static final List<String> NAMES =
      List.of(
          "departmentCode",
          "fullName",
          "identity",
          "number",
          "residence",
          "provinceCode",
          "schools",
          "grade10",
          "subjects",
          "languageExemption",
          "preservedScores",
          "score",
          "Subjects",
          "over18MonthsInArea1",
          "candidateNumber",
          "",
          "a/b",
          "__proto__",
          "x".repeat(100));

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[{}\\[\\],:]|true|false");

  private final String form;

  /** Whatever the contract allows. */
  RegistrationBodies() {
    this("");
  }

  /** This one. */
  RegistrationBodies(String form) {
    this.form = form;
  }

  @Override
  public List<String> valid(SplittableRandom random) {
    return form.isEmpty()
        ? any(random)
        : TOKEN.matcher(form).results().map(MatchResult::group).toList();
  }

  private List<String> any(SplittableRandom random) {
    var tokens = new ArrayList<String>(List.of("{"));
    text(tokens, random, "departmentCode", "01", "65");
    maybe(tokens, random, "formNumber", "1", "004211");
    text(
        tokens, random, "fullName", "Nguyễn Văn An", " H'Hen  Niê ", "Nguye\u0302\u0303n \\u0041n");
    text(tokens, random, "sex", "female", "male");
    text(tokens, random, "dateOfBirth", "2008-02-29", "1999-12-31");
    text(tokens, random, "placeOfBirth", "01", "LA");
    text(tokens, random, "ethnicity", "Kinh", "Ê Đê", " E\u0302 Đe\u0302 ", "x".repeat(40));
    maybe(tokens, random, "foreignNationality", "FR");
    open(tokens, "identity");
    text(tokens, random, "kind", "citizen", "passport");
    text(tokens, random, "number", "001208012345", "C1234567");
    close(tokens);
    open(tokens, "residence");
    text(tokens, random, "provinceCode", "01", "79");
    text(tokens, random, "wardCode", "00184");
    text(tokens, random, "address", "12 Lê Lợi", "\\\"A\\\" \\\\ B \uD835\uDD38", "\u00A0x ");
    if (random.nextBoolean()) {
      member(tokens, "over18MonthsInArea1", random.nextBoolean() ? "true" : "false");
    }
    close(tokens);
    if (random.nextBoolean()) {
      schools(tokens, random);
    }
    maybe(tokens, random, "className", "12A1", " 12 ");
    text(tokens, random, "phone", "0912345678", " +842412345678 ");
    maybe(tokens, random, "email", "an@example.vn", " a+b@ex-ample.co.vn ");
    maybe(tokens, random, "contactAddress", "Hà Nội", "Ha\u0300 No\u0323\u0302i");
    text(tokens, random, "purpose", "graduation", "admission", "both");
    text(tokens, random, "curriculum", "2006", "2018");
    text(tokens, random, "programme", "general", "continuing");
    text(tokens, random, "candidateKind", "pupil", "free-not-graduated", "free-graduated");
    maybe(tokens, random, "graduationYear", "2024", "1999");
    text(tokens, random, "examCouncilCode", "01");
    text(tokens, random, "pointOfReceipt", "001", "901");
    subjects(tokens, random);
    exam(tokens, random);
    maybe(tokens, random, "priorityGroup", "01", "07");
    text(tokens, random, "priorityArea", "KV1", "KV2-NT", "KV2", "KV3");
    close(tokens);
    return tokens;
  }

  private static void schools(List<String> tokens, SplittableRandom random) {
    open(tokens, "schools");
    for (var grade : List.of("grade10", "grade11", "grade12")) {
      open(tokens, grade);
      text(tokens, random, "departmentCode", "01", "02");
      text(tokens, random, "schoolCode", "001", "900");
      close(tokens);
    }
    close(tokens);
  }

  private void subjects(List<String> tokens, SplittableRandom random) {
    member(tokens, "subjects", "[");
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      tokens.addAll(item(random));
      tokens.add(i > 1 ? "," : "]");
    }
  }

  private static void exam(List<String> tokens, SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      open(tokens, "languageExemption");
      text(tokens, random, "certificate", "IELTS", "TOEIC-4");
      text(tokens, random, "score", "6.5", "B1", "300/300/130/130");
      text(tokens, random, "issuedOn", "2025-01-31");
      close(tokens);
    }
    if (random.nextInt(3) == 0) {
      member(tokens, "preservedScores", "[");
      for (int i = 1 + random.nextInt(10); i > 0; i--) {
        tokens.add("{");
        text(tokens, random, "subject", "TO", "N1");
        text(tokens, random, "score", "0", "10", "7.5", "7.25", "10.0");
        close(tokens);
        tokens.add(i > 1 ? "," : "]");
      }
    }
  }

  @Override
  public List<String> item(SplittableRandom random) {
    return List.of(quoted(List.of("TO", "VA", "N1", "LI", "\\u0054O").get(random.nextInt(5))));
  }

  @Override
  public String list() {
    return "subjects";
  }

  @Override
  public int most() {
    return 10;
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public List<String> texts() {
    return RegistrationTexts.ALL;
  }

  private static void maybe(
      List<String> tokens, SplittableRandom random, String name, String... values) {
    if (random.nextInt(3) > 0) {
      text(tokens, random, name, values);
    }
  }

  private static void text(
      List<String> tokens, SplittableRandom random, String name, String... values) {
    member(tokens, name, quoted(values[random.nextInt(values.length)]));
  }

  private static void open(List<String> tokens, String name) {
    member(tokens, name, "{");
  }

  private static void close(List<String> tokens) {
    tokens.add("}");
  }

  private static void member(List<String> tokens, String name, String value) {
    if (!tokens.getLast().equals("{")) {
      tokens.add(",");
    }
    tokens.addAll(List.of(quoted(name), ":", value));
  }
}
