package vn.baodanh.kit;

import java.time.Duration;

/** Why a bearer token is not taken. */
final class TokenProblems {

  static final ProblemException MISSING =
      of(
          "token-missing",
          "Yêu cầu này cần mã truy cập của cổng đăng nhập.",
          "This request needs a bearer token.");
  static final ProblemException INVALID =
      of("token-invalid", "Mã truy cập không hợp lệ.", "The token is not valid.");
  static final ProblemException EXPIRED =
      of(
          "token-expired",
          "Mã truy cập đã hết hạn, xin đăng nhập lại.",
          "The token has expired; sign in again.");
  static final ProblemException NOT_YET_VALID =
      of("token-not-yet-valid", "Mã truy cập chưa có hiệu lực.", "The token is not valid yet.");
  static final ProblemException UNKNOWN_KEY =
      of(
          "token-unknown-key",
          "Không biết khoá ký của mã truy cập.",
          "The key that signed the token is not known.");
  static final ProblemException TOO_LARGE =
      of("token-too-large", "Mã truy cập quá dài.", "The token is longer than 4096 bytes.");
  static final ProblemException WRONG_ISSUER =
      of("token-wrong-issuer", "Mã truy cập do nơi khác cấp.", "The token is from another issuer.");
  static final ProblemException WRONG_AUDIENCE =
      of(
          "token-wrong-audience",
          "Mã truy cập không cấp cho dịch vụ này.",
          "The token is for another audience.");

  static final ProblemException TOO_LONG =
      of(
          "token-too-long",
          "Mã do máy tự ký chỉ được có hiệu lực tối đa 10 phút.",
          "A token that a machine signs is good for at most 10 minutes.");

  /** The portal was away since the service started: not the caller's fault. */
  static final ProblemException NO_KEYS =
      new ProblemException(
          Problem.of(
                  503,
                  "token-keys-unavailable",
                  "Chưa lấy được khoá của cổng đăng nhập, xin thử lại sau.",
                  "The keys of the sign-in portal are not available yet; try again.")
              .withRetryAfter(Duration.ofSeconds(5)));

  private TokenProblems() {}

  /** Whether newer keys could change the answer. */
  static boolean wantsNewKeys(ProblemException problem) {
    return problem == UNKNOWN_KEY || problem == NO_KEYS;
  }

  private static ProblemException of(String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(401, code, vietnamese, english));
  }
}
