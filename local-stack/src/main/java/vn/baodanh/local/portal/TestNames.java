package vn.baodanh.local.portal;

import java.util.List;
import java.util.random.RandomGenerator;
import vn.baodanh.local.portal.TestPerson.Sex;

/**
 * Vietnamese names: family name, middle names, given name. About half of all are Nguyễn or Trần.
 */
final class TestNames {
  private static final List<String> FAMILY =
      List.of(
          "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn",
          "Nguyễn", "Nguyễn", "Trần", "Trần", "Trần", "Lê", "Lê", "Lê", "Phạm", "Phạm", "Hoàng",
          "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Nông",
          "Vàng", "Giàng", "Quách", "Lò", "Thạch", "Đinh", "Mai");
  private static final List<String> MALE_MIDDLE =
      List.of(
          "Văn", "Văn", "Hữu", "Đức", "Minh", "Quang", "Quốc", "Gia", "Thành", "Tuấn", "Anh",
          "Hoàng", "Xuân", "Ngọc", "Đình", "Công", "Bảo", "");
  private static final List<String> FEMALE_MIDDLE =
      List.of(
          "Thị",
          "Thị",
          "Thị",
          "Ngọc",
          "Thu",
          "Thanh",
          "Minh",
          "Bảo",
          "Khánh",
          "Phương",
          "Kim",
          "Mỹ",
          "Thùy",
          "Thị Thu",
          "Thị Ngọc",
          "Hoàng",
          "Quỳnh",
          "");
  private static final List<String> MALE_GIVEN =
      List.of(
          "Anh", "Bảo", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Đông", "Hải", "Hiếu", "Hùng", "Huy",
          "Khang", "Khoa", "Kiên", "Lâm", "Long", "Minh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân",
          "Sơn", "Tài", "Thắng", "Thịnh", "Trí", "Trung", "Tú", "Tùng", "Việt", "Vinh");
  private static final List<String> FEMALE_GIVEN =
      List.of(
          "An", "Anh", "Ánh", "Chi", "Diệp", "Dung", "Duyên", "Giang", "Hà", "Hân", "Hiền", "Hoa",
          "Hương", "Huyền", "Lan", "Linh", "Ly", "Mai", "My", "Nga", "Ngân", "Ngọc", "Nhi", "Như",
          "Oanh", "Phương", "Quỳnh", "Thảo", "Thư", "Thủy", "Trâm", "Trang", "Uyên", "Vân", "Yến");

  private TestNames() {}

  static String name(RandomGenerator random, Sex sex) {
    return switch (sex) {
      case MALE -> joined(random, MALE_MIDDLE, MALE_GIVEN);
      case FEMALE -> joined(random, FEMALE_MIDDLE, FEMALE_GIVEN);
    };
  }

  private static String joined(RandomGenerator random, List<String> middle, List<String> given) {
    var between = one(random, middle);
    return one(random, FAMILY)
        + (between.isEmpty() ? " " : " " + between + " ")
        + one(random, given);
  }

  private static String one(RandomGenerator random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
