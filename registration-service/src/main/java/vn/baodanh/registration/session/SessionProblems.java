package vn.baodanh.registration.session;

import vn.baodanh.kit.Problem;

/** Why a session's cookie does not count. */
final class SessionProblems {
  static final Problem INVALID =
      Problem.of(
          401,
          "session-invalid",
          "Phiên đăng nhập không hợp lệ, xin đăng nhập lại.",
          "The session is not valid; sign in again.");

  static final Problem EXPIRED =
      Problem.of(
          401,
          "session-expired",
          "Phiên đăng nhập đã hết hạn, xin đăng nhập lại.",
          "The session has expired; sign in again.");

  static final Problem ENDED =
      Problem.of(
          401,
          "session-ended",
          "Bạn đã đăng xuất khỏi phiên này, xin đăng nhập lại.",
          "This session was signed out; sign in again.");

  static final Problem ANOTHER_PERSON =
      Problem.of(
          401,
          "session-of-another",
          "Trên trình duyệt này, một người khác vừa đăng nhập. Xin đăng nhập lại.",
          "Somebody else has signed in with this browser; sign in again.");

  /** The cookie alone proves nothing about who wrote the request (CSRF). */
  static final Problem NOT_FROM_PAGES =
      Problem.of(
          401,
          "session-not-from-pages",
          "Yêu cầu này không đến từ trang của hệ thống.",
          "This request does not come from the pages of this service.");

  private SessionProblems() {}
}
