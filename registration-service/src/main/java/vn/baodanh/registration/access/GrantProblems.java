package vn.baodanh.registration.access;

import java.util.List;
import vn.baodanh.kit.Problem;
import vn.baodanh.registration.person.Scope;

/** Why a grant is not given or ended, as problem documents. */
final class GrantProblems {
  static final Problem UNKNOWN =
      Problem.of(
          404,
          "grant-unknown",
          "Không có quyền nào mang mã này trong phạm vi của bạn.",
          "There is no grant with this id that is yours to end.");
  static final Problem NOT_YOURS =
      Problem.of(
          403,
          "not-yours-to-give",
          "Bạn không được giao quyền này cho đơn vị này.",
          "This role, or this organisation, is not yours to give.");
  static final Problem KEY_REUSED =
      Problem.of(
          422,
          "key-reused",
          "Mã Idempotency-Key này đã dùng cho một quyền khác.",
          "This Idempotency-Key was used for another grant.");
  static final Problem OVER =
      Problem.of(
          409,
          "grant-over",
          "Thời hạn của quyền đã qua trước khi được phê duyệt.",
          "The time of this grant was over before it was approved.");

  private GrantProblems() {}

  /** RFC 6750, 3.1, calls it insufficient_scope. */
  static Problem scopeMissing(Scope scope) {
    return Problem.of(
            403,
            "scope-missing",
            "Khoá này không được đăng ký cho phạm vi " + scope.text() + ".",
            "This key is not registered for the scope " + scope.text() + ".")
        .with("scope", scope.text());
  }

  static Problem invalid(List<Problem.Fault> faults) {
    return Problem.of(
            422, "grant-invalid", "Quyền này không giao được.", "This grant cannot be given.")
        .withFaults(faults);
  }
}
