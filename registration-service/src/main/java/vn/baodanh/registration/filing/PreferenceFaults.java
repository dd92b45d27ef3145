package vn.baodanh.registration.filing;

/** What a season's rules forbid in a preference list, in words for people; places count from 0. */
final class PreferenceFaults {
  private PreferenceFaults() {}

  static FieldFault tooMany(int count, int most) {
    return new FieldFault(
        "/preferences",
        "too-many",
        "Danh sách có %d nguyện vọng; năm nay được đăng ký tối đa %d.".formatted(count, most),
        "The list has %d preferences; this season allows at most %d.".formatted(count, most));
  }

  static FieldFault duplicate(int place, int earlier) {
    return new FieldFault(
        "/preferences/" + place,
        "duplicate",
        "Nguyện vọng %d trùng với nguyện vọng %d.".formatted(place + 1, earlier + 1),
        "Preference %d repeats preference %d.".formatted(place + 1, earlier + 1));
  }

  static FieldFault unknownProgramme(int place, ProgrammeRef ref) {
    return new FieldFault(
        "/preferences/" + place,
        "unknown-programme",
        "Nguyện vọng %d: cơ sở đào tạo %s không có chương trình mã %s."
            .formatted(place + 1, ref.institutionCode(), ref.programmeCode()),
        "Preference %d: institution %s has no programme with the code %s."
            .formatted(place + 1, ref.institutionCode(), ref.programmeCode()));
  }

  static FieldFault placeTooLate(int place, int last) {
    return new FieldFault(
        "/preferences/" + place,
        "place-too-late",
        "Nguyện vọng %d: ngành đào tạo giáo viên phải nằm trong %d nguyện vọng đầu."
            .formatted(place + 1, last),
        "Preference %d: teacher training must be among the first %d preferences."
            .formatted(place + 1, last));
  }

  static FieldFault notAsked(int place, String member) {
    return new FieldFault(
        "/preferences/" + place + "/" + member,
        "not-asked",
        "Năm nay nguyện vọng chỉ gồm mã trường và mã chương trình.",
        "This season a preference names its institution and programme only.");
  }

  static FieldFault methodMissing(int place) {
    return new FieldFault(
        "/preferences/" + place + "/methodCode",
        "required",
        "Nguyện vọng %d: thiếu mã phương thức xét tuyển.".formatted(place + 1),
        "Preference %d: the method of admission is missing.".formatted(place + 1));
  }

  static FieldFault unknownMethod(int place, String method) {
    return new FieldFault(
        "/preferences/" + place + "/methodCode",
        "unknown-method",
        "Nguyện vọng %d: không có phương thức xét tuyển mã %s.".formatted(place + 1, method),
        "Preference %d: there is no admission method with the code %s."
            .formatted(place + 1, method));
  }

  static FieldFault groupMissing(int place, String method) {
    return new FieldFault(
        "/preferences/" + place + "/subjectGroupCode",
        "required",
        "Nguyện vọng %d: phương thức %s cần mã tổ hợp môn.".formatted(place + 1, method),
        "Preference %d: method %s needs a subject group.".formatted(place + 1, method));
  }

  static FieldFault methodNotAccepted(int place, Preference preference) {
    return new FieldFault(
        "/preferences/" + place + "/methodCode",
        "method-not-accepted",
        "Nguyện vọng %d: chương trình %s của %s không xét tuyển theo phương thức %s."
            .formatted(
                place + 1,
                preference.programmeCode(),
                preference.institutionCode(),
                preference.methodCode()),
        "Preference %d: programme %s of %s does not admit by the method %s."
            .formatted(
                place + 1,
                preference.programmeCode(),
                preference.institutionCode(),
                preference.methodCode()));
  }

  static FieldFault groupNotAccepted(int place, Preference preference) {
    return new FieldFault(
        "/preferences/" + place + "/subjectGroupCode",
        "group-not-accepted",
        "Nguyện vọng %d: chương trình %s của %s không xét tổ hợp %s."
            .formatted(
                place + 1,
                preference.programmeCode(),
                preference.institutionCode(),
                preference.subjectGroupCode()),
        "Preference %d: programme %s of %s does not accept the subject group %s."
            .formatted(
                place + 1,
                preference.programmeCode(),
                preference.institutionCode(),
                preference.subjectGroupCode()));
  }
}
