package vn.baodanh.registration.catalogue;

import java.util.ArrayList;
import java.util.List;
import vn.baodanh.registration.filing.FieldFault;

/** Gathers what is wrong in an uploaded file, by line and column, in words for who made it. */
final class LineFaults {
  private final List<FieldFault> faults = new ArrayList<>(0);

  boolean any() {
    return !faults.isEmpty();
  }

  /** Whether no more would be listed. */
  boolean areFull() {
    return faults.size() >= FieldFault.MOST;
  }

  List<FieldFault> list() {
    return faults;
  }

  void tooLarge(int bytes, int most) {
    add(
        "",
        "too-large",
        "Tệp dài %d byte; tối đa %d.".formatted(bytes, most),
        "The file has %d bytes; at most %d are read.".formatted(bytes, most));
  }

  void notUtf8(int line) {
    add(
        at(line),
        "not-utf-8",
        "Dòng %d có byte không phải UTF-8; hãy lưu tệp dạng CSV UTF-8.".formatted(line),
        "Line %d has bytes that are not UTF-8; save the file as CSV UTF-8.".formatted(line));
  }

  void notCsv(int line) {
    add(
        at(line),
        "not-csv",
        "Dấu ngoặc kép từ dòng %d không đóng đúng chỗ.".formatted(line),
        "Quotes that begin on line %d do not end where a cell ends.".formatted(line));
  }

  void noColumns() {
    if (!any()) {
      add(
          at(1),
          "column-missing",
          "Tệp rỗng; dòng đầu phải là tên các cột.",
          "The file is empty; its first line must name the columns.");
    }
  }

  /** By its place: its name is anything. */
  void unknownColumn(int place, List<String> known) {
    add(
        at(1),
        "column-unknown",
        "Cột thứ %d không có trong mẫu; các cột là: %s.".formatted(place, String.join(", ", known)),
        "Column %d is not known; the columns are: %s.".formatted(place, String.join(", ", known)));
  }

  void repeatedColumn(String name) {
    add(
        at(1, name),
        "column-repeated",
        "Cột %s xuất hiện hai lần.".formatted(name),
        "The column %s appears twice.".formatted(name));
  }

  void missingColumn(String name) {
    add(
        at(1, name),
        "column-missing",
        "Thiếu cột %s.".formatted(name),
        "The column %s is missing.".formatted(name));
  }

  void cells(int line, int count, int expected) {
    add(
        at(line),
        "cells",
        "Dòng %d có %d ô; phải có %d.".formatted(line, count, expected),
        "Line %d has %d cells; it must have %d.".formatted(line, count, expected));
  }

  void noLines() {
    add(
        at(2),
        "no-lines",
        "Tệp không có dòng nào ngoài tên cột.",
        "The file has no line but the columns' names.");
  }

  void tooManyLines(int line, int most) {
    add(
        at(line),
        "too-many-lines",
        "Tệp có hơn %d dòng.".formatted(most),
        "The file has more than %d lines.".formatted(most));
  }

  void missing(int line, Column column) {
    cell(line, column, "required", "không được để trống", "is empty");
  }

  void form(int line, Column column) {
    cell(
        line,
        column,
        "form",
        "không đúng mẫu: ô này " + column.form().inVietnamese(),
        "does not fit: a cell of it " + column.form().inEnglish());
  }

  void tooLong(int line, Column column, int most) {
    cell(
        line,
        column,
        "too-long",
        "dài quá %d ký tự".formatted(most),
        "has more than %d characters".formatted(most));
  }

  void hiddenCharacter(int line, Column column) {
    cell(
        line,
        column,
        "hidden-character",
        "có ký tự điều khiển hoặc ký tự không nhìn thấy",
        "holds a control character or one that is not seen");
  }

  void spacesAround(int line, Column column) {
    cell(
        line,
        column,
        "spaces-around",
        "có khoảng trắng ở đầu hoặc cuối",
        "begins or ends with a space");
  }

  void years(int line) {
    add(
        at(line, Years.UNTIL),
        "years",
        "Dòng %d hết hiệu lực trước năm bắt đầu.".formatted(line),
        "Line %d ends before it begins.".formatted(line));
  }

  void duplicate(int line, Key key, int earlier) {
    add(
        at(line),
        "duplicate",
        "Dòng %d trùng %s với dòng %d trong cùng năm.".formatted(line, key, earlier),
        "Line %d repeats %s of line %d in the same year.".formatted(line, key, earlier));
  }

  /** What this line names is not there in any of its years. */
  void dangling(int line, Reference reference) {
    add(
        at(line, reference.column()),
        "unknown-reference",
        "Dòng %d: %s không có %s trong năm đó."
            .formatted(line, reference.kind().path(), reference.key()),
        "Line %d: there is no %s in %s in those years."
            .formatted(line, reference.key(), reference.kind().path()));
  }

  /** What this file no longer has is named elsewhere. */
  void stillNamed(Reference reference, Kind elsewhere, Key by) {
    add(
        "",
        "still-referenced",
        "Tệp không còn %s, nhưng %s trong %s dùng mã này."
            .formatted(reference.key(), by, elsewhere.path()),
        "The file has no %s any more, but %s in %s names it."
            .formatted(reference.key(), by, elsewhere.path()));
  }

  private void cell(int line, Column column, String code, String vietnamese, String english) {
    add(
        at(line, column.name()),
        code,
        "Dòng %d: cột %s %s.".formatted(line, column.name(), vietnamese),
        "Line %d: the column %s %s.".formatted(line, column.name(), english));
  }

  private void add(String pointer, String code, String vietnamese, String english) {
    if (!areFull()) {
      faults.add(new FieldFault(pointer, code, vietnamese, english));
    }
  }

  private static String at(int line) {
    return "line:" + line;
  }

  private static String at(int line, String column) {
    return at(line) + ":" + column;
  }
}
