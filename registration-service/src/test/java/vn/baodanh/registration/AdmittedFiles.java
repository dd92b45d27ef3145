package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of admitted lists to which something was done, and what is left of a list in them. */
final class AdmittedFiles {
  private static final String HEADER = "applicant,programme_code";
  private static final Pattern FIRST =
      Pattern.compile(cell("applicant") + "," + cell("programme_code"));
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          ",",
          "\"",
          "\"\"",
          "\r",
          "\n",
          "\t",
          "\u0000",
          "\uFEFF",
          ";",
          "=1+1",
          "Đ",
          "\uD83D\uDE00");

  private AdmittedFiles() {}

  /** A good file, or one that is no more. */
  static byte[] mutated(List<String> applicants, String programme, SplittableRandom random) {
    List<String> lines =
        new ArrayList<>(applicants.subList(0, 1 + random.nextInt(applicants.size())));
    lines.replaceAll(applicant -> applicant + "," + programme);
    lines.addFirst(HEADER);
    String end = random.nextBoolean() ? "\n" : "\r\n";
    int times = random.nextInt(3);
    for (int i = 0; i < times; i++) {
      change(lines, random);
    }
    String text = (random.nextInt(4) == 0 ? "\uFEFF" : "") + String.join(end, lines);
    byte[] file = (random.nextBoolean() ? text + end : text).getBytes(UTF_8);
    if (random.nextInt(6) == 0) {
      file[random.nextInt(file.length)] = (byte) random.nextInt(256);
    }
    return file;
  }

  private static void change(List<String> lines, SplittableRandom random) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    int comma = Math.max(0, line.indexOf(','));
    switch (random.nextInt(10)) {
      case 0 -> lines.add(line);
      case 1 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 2 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
      case 3 -> lines.set(at, line.toUpperCase(java.util.Locale.ROOT));
      case 4 -> lines.set(at, '"' + line.replace(",", "\",\"") + '"');
      case 5 -> lines.set(at, line + ODD.get(random.nextInt(ODD.size())));
      case 6 -> {
        int place = random.nextInt(line.length() + 1);
        lines.set(
            at,
            line.substring(0, place) + ODD.get(random.nextInt(ODD.size())) + line.substring(place));
      }
      case 7 -> lines.set(at, line.substring(0, comma) + ",x".repeat(1 + random.nextInt(3)));
      case 8 ->
          lines.set(
              at,
              "00000000-0000-8000-8000-00000000000" + random.nextInt(10) + line.substring(comma));
      case 9 -> lines.set(at, line + ",".repeat(1 + random.nextInt(2)));
      default -> throw new IllegalStateException();
    }
  }

  /**
   * How many lines the list in this file has; empty if it is none: line by line, each exactly an
   * applicant and the programme, with or without quotes around either, nobody twice. Nothing is
   * meant by white space that follows a closing quote.
   */
  static Optional<Integer> lines(byte[] file, List<String> applicants, String programme) {
    String text = new String(file, ISO_8859_1);
    if (text.startsWith("\u00EF\u00BB\u00BF")) {
      text = text.substring(3);
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    if (lines.size() < 2 || !FIRST.matcher(lines.getFirst()).matches()) {
      return Optional.empty();
    }
    Pattern good = Pattern.compile(cell(String.join("|", applicants)) + "," + cell(programme));
    var seen = new HashSet<String>();
    for (String line : lines.subList(1, lines.size())) {
      var found = good.matcher(line);
      if (!found.matches() || !seen.add(applicant(found))) {
        return Optional.empty();
      }
    }
    return Optional.of(seen.size());
  }

  private static String cell(String text) {
    return "(?:(%1$s)|\"(%1$s)\"[\\s\\x1C-\\x1F]*)".formatted(text);
  }

  private static String applicant(Matcher line) {
    return Objects.requireNonNullElseGet(line.group(1), () -> line.group(2));
  }
}
