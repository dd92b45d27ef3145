package vn.baodanh.payment.work;

import java.time.Duration;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** What is answered when as much waits as may wait. */
final class Busy {
  static final ProblemException PROBLEM =
      new ProblemException(
          Problem.of(
                  503,
                  "busy",
                  "Hệ thống đang quá tải. Xin gửi lại sau ít giây.",
                  "The system is overloaded. Please send it again in a few seconds.")
              .withRetryAfter(Duration.ofSeconds(2)));

  private Busy() {}
}
