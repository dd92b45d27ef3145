package vn.baodanh.registration.catalogue;

import java.util.regex.Pattern;

/** What the cells of a column look like, for the reader and, in words, for who made the file. */
enum Form {
  TEXT(".+", "là văn bản", "is text"),
  YEAR("20[0-9]{2}", "là năm từ 2000 đến 2099", "is a year from 2000 to 2099"),
  TWO_DIGITS("[0-9]{2}", "gồm hai chữ số", "has two digits"),
  THREE_DIGITS("[0-9]{3}", "gồm ba chữ số", "has three digits"),
  SEVEN_DIGITS("[0-9]{7}", "gồm bảy chữ số", "has seven digits"),
  CITIZEN_PREFIXES(
      "0[0-9]{2}(;0[0-9]{2})*+",
      "gồm các mã ba chữ số bắt đầu bằng 0, cách nhau bằng dấu ;",
      "has codes of three digits that begin with 0, with ; between"),
  METHOD_CODES(
      "[0-9]{3}(;[0-9]{3})*+",
      "gồm các mã ba chữ số, cách nhau bằng dấu ;", "has codes of three digits, with ; between"),
  SHORT_CODE(
      "[A-Z0-9]{2,4}",
      "gồm 2–4 chữ in hoa không dấu hoặc chữ số",
      "has 2–4 capital letters A–Z or digits"),
  SHORT_CODES(
      "[A-Z0-9]{2,4}(;[A-Z0-9]{2,4})*+",
      "gồm các mã 2–4 chữ in hoa không dấu hoặc chữ số, cách nhau bằng dấu ;",
      "has codes of 2–4 capital letters A–Z or digits, with ; between"),
  INSTITUTION_CODE(
      "[A-Z0-9]{2,10}",
      "gồm 2–10 chữ in hoa không dấu hoặc chữ số",
      "has 2–10 capital letters A–Z or digits"),
  PROGRAMME_CODE(
      "[^/]{1,40}", "dài tối đa 40 ký tự, không có dấu /", "has at most 40 characters and no /"),
  SCHOOL_KIND(
      "high_school|gifted_school|ethnic_boarding_school|continuing_education|vocational"
          + "|special_category|point_of_receipt|other",
      "là một loại trường hoặc điểm thu nhận trong danh sách cho phép",
      "is one of the kinds of school, or point_of_receipt"),
  SUBJECT_KIND(
      "core|foreign_language|combined|aptitude|certificate",
      "là một trong: core, foreign_language, combined, aptitude, certificate",
      "is one of core, foreign_language, combined, aptitude, certificate"),
  OWNERSHIP("public|private", "là public hoặc private", "is public or private"),
  PRIORITY_AREA("KV1|KV2-NT|KV2|KV3", "là KV1, KV2-NT, KV2 hoặc KV3", "is KV1, KV2-NT, KV2 or KV3");

  /** In characters (code points); the longest name in use has 502. */
  static final int LONGEST = 1_000;

  private final Pattern pattern;
  private final String vietnamese;
  private final String english;

  Form(String pattern, String vietnamese, String english) {
    this.pattern = Pattern.compile(pattern);
    this.vietnamese = vietnamese;
    this.english = english;
  }

  boolean fits(String cell) {
    return pattern.matcher(cell).matches();
  }

  /** As the end of a sentence about a cell. */
  String inVietnamese() {
    return vietnamese;
  }

  String inEnglish() {
    return english;
  }
}
