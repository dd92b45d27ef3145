package vn.baodanh.registration.approval;

import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Why a proposal does not move on, as problem documents. */
final class ApprovalProblems {
  static final Problem UNKNOWN =
      Problem.of(
          404,
          "proposal-unknown",
          "Không có đề nghị nào mang mã này.",
          "There is no proposal with this id.");
  static final Problem SAME_PERSON =
      Problem.of(
          409,
          "same-person",
          "Người đề nghị không được tự phê duyệt.",
          "Whoever proposed it cannot approve it.");
  static final Problem KEY_REUSED =
      Problem.of(
          422,
          "key-reused",
          "Mã Idempotency-Key này đã dùng cho một đề nghị khác.",
          "This Idempotency-Key was used for another proposal.");

  private ApprovalProblems() {}

  static ProblemException decided(Proposal.State state) {
    return new ProblemException(
        Problem.of(
                409,
                "proposal-decided",
                "Đề nghị này đã được quyết định.",
                "This proposal was decided already.")
            .with("state", state.text()));
  }
}
