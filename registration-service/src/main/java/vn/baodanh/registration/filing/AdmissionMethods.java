package vn.baodanh.registration.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which methods a season lets institutions admit (phương thức xét tuyển).
 *
 * @param codes of three digits, as {@code 100}
 * @param mostPerInstitution how many of them one institution may use
 */
public record AdmissionMethods(Set<String> codes, int mostPerInstitution) {
  public AdmissionMethods {
    codes = Set.copyOf(codes);
  }

  /**
   * What forbids an institution to admit by these methods; empty when nothing does. Codes: {@code
   * unknown-method}, {@code too-many}.
   */
  public List<FieldFault> judge(String institutionCode, Set<String> used) {
    var faults = new ArrayList<FieldFault>(0);
    for (var code : new TreeSet<>(used)) {
      if (!codes.contains(code)) {
        faults.add(
            new FieldFault(
                "/methods/" + code,
                "unknown-method",
                "Năm nay không có phương thức xét tuyển mã %s.".formatted(code),
                "This season has no admission method with the code %s.".formatted(code)));
      }
    }
    if (used.size() > mostPerInstitution) {
      faults.add(
          new FieldFault(
              "/methods",
              "too-many",
              "Cơ sở đào tạo %s dùng %d phương thức xét tuyển; năm nay được dùng tối đa %d."
                  .formatted(institutionCode, used.size(), mostPerInstitution),
              "Institution %s uses %d admission methods; this season allows at most %d."
                  .formatted(institutionCode, used.size(), mostPerInstitution)));
    }
    return faults;
  }
}
