package vn.baodanh.load.candidate;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Names of people as Vietnamese names are made: some 150,000, so that few share one and a birthday.
 */
public final class Names {
  private static final List<String> FAMILY =
      List.of(
          "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng",
          "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương");
  private static final List<String> MIDDLE =
      List.of(
          "Văn", "Thị", "Minh", "Ngọc", "Đức", "Thu", "Quang", "Hữu", "Thanh", "Gia", "Hoàng",
          "Kim", "Xuân", "Bảo", "Anh", "Phương");
  private static final List<String> GIVEN =
      List.of(
          "An", "Ánh", "Bình", "Châu", "Chi", "Cường", "Dũng", "Dương", "Đạt", "Giang", "Hà", "Hải",
          "Hân", "Hiếu", "Hoa", "Huy", "Hương", "Khánh", "Khôi", "Lan", "Linh", "Long", "Ly", "Mai",
          "Nam", "Ngân", "Nhi", "Phúc", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thịnh", "Trang",
          "Trung", "Tú", "Uyên", "Vy", "Ý");

  private Names() {}

  /** Family name, two middle names, given name. */
  public static String full(RandomGenerator random) {
    return String.join(
        " ", pick(FAMILY, random), pick(MIDDLE, random), pick(MIDDLE, random), pick(GIVEN, random));
  }

  private static String pick(List<String> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
