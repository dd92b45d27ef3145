package vn.baodanh.registration.stepup;

import java.time.Duration;
import vn.baodanh.kit.Problem;
import vn.baodanh.registration.filing.StepUpRule;

/** What must be shown first, and why a code was not sent or not taken. */
final class StepUpProblems {
  private static final String REQUIRED = "step-up-required";

  static final Problem CODE =
      Problem.of(
              403,
              REQUIRED,
              "Hãy nhập mã xác nhận được gửi tới bạn trước khi thay đổi hồ sơ.",
              "Type the code that is sent to you before you change what is on file.")
          .with("codes", "/v1/me/step-up/codes");

  static final Problem NO_CONTACT =
      Problem.of(
          409,
          "no-contact",
          "Chưa có số điện thoại hoặc thư điện tử nào của bạn để gửi mã.",
          "There is no phone number or e-mail address of yours to send a code to.");

  static final Problem NOT_SENT =
      Problem.of(
              503,
              "code-not-sent",
              "Chưa gửi được mã xác nhận. Xin thử lại sau ít phút.",
              "The code could not be sent. Please try again in a few minutes.")
          .withRetryAfter(Duration.ofSeconds(10));

  private StepUpProblems() {}

  /** As RFC 9470, section 3, asks for it. */
  static Problem portal(StepUpRule.Portal rule) {
    long maxAgeS = rule.maxAge().toSeconds();
    return Problem.of(
            401,
            REQUIRED,
            "Hãy đăng nhập lại với mức xác thực cao hơn trước khi thay đổi hồ sơ.",
            "Sign in again, with a second factor, before you change what is on file.")
        .with("acrValues", rule.acr())
        .with("maxAge", maxAgeS)
        .withChallenge(
            "Bearer error=\"insufficient_user_authentication\", acr_values=\"%s\", max_age=\"%d\""
                .formatted(rule.acr(), maxAgeS));
  }

  static Problem tooSoon(Duration wait) {
    return Problem.of(
            429,
            "code-too-soon",
            "Mã xác nhận vừa được gửi. Hãy chờ trước khi yêu cầu mã khác.",
            "A code was sent a moment ago. Wait before you ask for another.")
        .withRetryAfter(wait);
  }

  /**
   * @param attemptsLeft 0: ask for another code
   */
  static Problem wrong(int attemptsLeft) {
    return Problem.of(
            403,
            "code-wrong",
            "Mã xác nhận không đúng hoặc đã hết hạn.",
            "The code is wrong or has expired.")
        .with("attemptsLeft", attemptsLeft);
  }
}
