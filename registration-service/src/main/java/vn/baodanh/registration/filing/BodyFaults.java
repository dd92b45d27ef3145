package vn.baodanh.registration.filing;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong in the shape of a body, in words for people; at most a fault's bound. */
final class BodyFaults {
  private static final int LONGEST_NAME = 64;

  private final List<FieldFault> faults = new ArrayList<>(0);

  boolean any() {
    return !faults.isEmpty();
  }

  <T> Faulty<T> faulty() {
    return new Faulty<>(faults);
  }

  static <T> Faulty<T> malformed(int offset) {
    return new Faulty<>(
        List.of(
            new FieldFault(
                "",
                "json-malformed",
                "Nội dung gửi lên không phải là JSON hợp lệ (sai ở byte %d).".formatted(offset),
                "The body is not valid JSON (wrong at byte %d).".formatted(offset))));
  }

  static <T> Faulty<T> tooLarge(int bytes, int most) {
    return new Faulty<>(
        List.of(
            new FieldFault(
                "",
                "too-large",
                "Nội dung gửi lên dài %d byte; tối đa %d.".formatted(bytes, most),
                "The body has %d bytes; at most %d are read.".formatted(bytes, most))));
  }

  void notAnObject(String pointer) {
    add(pointer, "type", "Ở đây phải là một đối tượng {…}.", "An object {…} belongs here.");
  }

  void notAList(String pointer) {
    add(pointer, "type", "Ở đây phải là một danh sách […].", "A list […] belongs here.");
  }

  void notText(String pointer) {
    add(
        pointer,
        "type",
        "Giá trị phải là chuỗi ký tự trong ngoặc kép.",
        "Text in quotes belongs here.");
  }

  void missing(String pointer, String vietnamese, String english) {
    add(pointer, "required", "Thiếu " + vietnamese + ".", "Missing: " + english + ".");
  }

  /** A name too long to be shown is pointed at by the object that holds it. */
  void unknownMember(String object, String name) {
    var pointer = name.length() > LONGEST_NAME ? object : object + "/" + escaped(name);
    add(
        pointer,
        "unknown-member",
        "Thành phần này không có trong mẫu; có thể sai tên.",
        "The form has no such member; is its name misspelt?");
  }

  void duplicateMember(String pointer) {
    add(
        pointer,
        "duplicate-member",
        "Thành phần này xuất hiện hai lần; không rõ lần nào đúng.",
        "This member appears twice; which one counts is unclear.");
  }

  /** A preference's code other than that of the programme. */
  void codePattern(String pointer, String member) {
    switch (member) {
      case "methodCode" ->
          add(
              pointer,
              "pattern",
              "Mã phương thức gồm 3 chữ số, ví dụ 100.",
              "A method's code is three digits, as 100.");
      case "subjectGroupCode" ->
          add(
              pointer,
              "pattern",
              "Mã tổ hợp môn gồm 2–4 chữ in hoa không dấu hoặc chữ số, ví dụ A00.",
              "A subject group's code is 2–4 capital letters A–Z or digits, as A00.");
      default ->
          add(
              pointer,
              "pattern",
              "Mã trường gồm 2–10 chữ in hoa không dấu hoặc chữ số, ví dụ BKA.",
              "An institution's code is 2–10 capital letters A–Z or digits, as BKA.");
    }
  }

  void programmePattern(String pointer) {
    add(
        pointer,
        "pattern",
        "Mã chương trình không được để trống, không chứa dấu / hay ký tự điều khiển.",
        "A programme's code is not empty and holds no / and no control character.");
  }

  void programmeTooLong(String pointer, int most) {
    add(
        pointer,
        "too-long",
        "Mã chương trình dài tối đa %d ký tự.".formatted(most),
        "A programme's code has at most %d characters.".formatted(most));
  }

  void notAFlag(String pointer) {
    add(pointer, "type", "Ở đây phải là true hoặc false.", "True or false belongs here.");
  }

  void pattern(String pointer, String vietnamese, String english) {
    add(pointer, "pattern", vietnamese, english);
  }

  void tooLong(String pointer, int most) {
    add(
        pointer,
        "too-long",
        "Dài tối đa %d ký tự.".formatted(most),
        "At most %d characters.".formatted(most));
  }

  void unknownWord(String pointer, List<? extends Worded> words) {
    var all = words.stream().map(Worded::text).collect(joining(", "));
    add(
        pointer,
        "unknown-value",
        "Giá trị phải là một trong: " + all + ".",
        "The value is one of: " + all + ".");
  }

  void empty(String pointer) {
    add(pointer, "too-few", "Cần có ít nhất một mục.", "At least one item belongs here.");
  }

  void tooMany(String pointer, int most) {
    add(
        pointer,
        "too-many",
        "Có quá %d mục.".formatted(most),
        "There are more than %d items.".formatted(most));
  }

  void noPreference(String pointer) {
    add(
        pointer,
        "too-few",
        "Danh sách phải có ít nhất một nguyện vọng.",
        "The list needs at least one preference.");
  }

  void tooManyPreferences(String pointer, int most) {
    add(
        pointer,
        "too-many",
        "Danh sách có quá %d nguyện vọng.".formatted(most),
        "The list has more than %d preferences.".formatted(most));
  }

  private void add(String pointer, String code, String vietnamese, String english) {
    if (faults.size() < FieldFault.MOST) {
      faults.add(new FieldFault(pointer, code, vietnamese, english));
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
