package vn.baodanh.registration.institution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import vn.baodanh.kit.Problem;

/**
 * Reads a list of those whom an institution would admit (RFC 4180, UTF-8 with or without byte order
 * mark), strictly: the first line is {@code applicant,programme_code}, nobody is named twice for
 * one programme.
 */
final class AdmittedReader {
  static final int MOST_BYTES = 4 * 1024 * 1024; // x-most-bytes of the contract
  static final int MOST_LINES = 50_000;
  private static final int MOST_FAULTS = 20;
  private static final List<String> COLUMNS = List.of("applicant", "programme_code");
  private static final Pattern APPLICANT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** One line of the file. */
  record Line(int number, UUID applicant, String programme) {}

  private final List<Problem.Fault> faults = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();

  private AdmittedReader() {}

  /**
   * What was read; faults of lines are found even where others are good.
   *
   * @param faults at most {@value #MOST_FAULTS}
   */
  record Reading(List<Line> lines, List<Problem.Fault> faults) {}

  /** Never throws: whatever the bytes are, the answer is lines or faults. */
  static Reading read(byte[] file) {
    var reader = new AdmittedReader();
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      reader.lines(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      reader.fault("", "not-utf-8", "Tệp không phải UTF-8.", "The file is not UTF-8.");
    }
    return new Reading(List.copyOf(reader.lines), List.copyOf(reader.faults));
  }

  private void lines(String text) {
    int number = 1;
    try (var parser = CSVParser.parse(new StringReader(text), CSVFormat.RFC4180)) {
      var records = parser.iterator();
      if (!records.hasNext() || !records.next().toList().equals(COLUMNS)) {
        fault(
            "line:1",
            "columns",
            "Dòng đầu phải là applicant,programme_code.",
            "The first line must be applicant,programme_code.");
        return;
      }
      number = (int) parser.getCurrentLineNumber() + 1;
      while (faults.size() < MOST_FAULTS && records.hasNext()) {
        line(number, records.next());
        number = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException e) {
      fault("line:" + number, "not-csv", "Dòng này không phải CSV.", "This line is no CSV.");
      return;
    }
    if (lines.isEmpty() && faults.isEmpty()) {
      fault("line:2", "no-lines", "Tệp không có dòng nào.", "The file has no lines.");
    }
  }

  private void line(int number, CSVRecord record) {
    String at = "line:" + number;
    if (lines.size() == MOST_LINES) {
      fault(at, "too-many-lines", "Tệp có quá nhiều dòng.", "The file has too many lines.");
    } else if (record.size() != COLUMNS.size()) {
      fault(at, "cells", "Dòng phải có 2 ô.", "The line must have 2 cells.");
    } else if (!APPLICANT.matcher(record.get(0)).matches()) {
      fault(
          at + ":applicant",
          "form",
          "Phải là mã applicant của danh sách đã tải.",
          "Expected an applicant of the feed.");
    } else {
      Integer before = seen.putIfAbsent(record.get(0) + "/" + record.get(1), number);
      if (before != null) {
        fault(
            at,
            "duplicate",
            "Trùng với dòng %d.".formatted(before),
            "The same as line %d.".formatted(before));
      } else {
        lines.add(new Line(number, UUID.fromString(record.get(0)), record.get(1)));
      }
    }
  }

  private void fault(String pointer, String code, String vietnamese, String english) {
    faults.add(new Problem.Fault(pointer, code, vietnamese, english));
  }
}
