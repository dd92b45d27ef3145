package vn.baodanh.registration.message;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words of every kind of message. Pure. */
final class Wording {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("HH:mm dd/MM/uuuu").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private record Words(String vietnamese, String english) {}

  private static final Notice MERGED =
      new Notice(
          "Hai tài khoản của bạn đã được gộp",
          "Your two accounts were joined",
          "Cơ quan quản lý xác nhận hai tài khoản thuộc về cùng một thí sinh. Từ nay cả hai cùng"
              + " dùng chung một hồ sơ; lịch sử của cả hai được giữ nguyên.",
          "The authority confirmed that two accounts belong to one candidate. From now on both act"
              + " for the same file; the history of both is kept.");

  private static final Map<String, Words> MEMBERS =
      Map.of(
          "fullName", new Words("họ tên", "your name"),
          "dateOfBirth", new Words("ngày sinh", "your date of birth"),
          "sex", new Words("giới tính", "your sex"));

  private static final int WITHDRAWAL = 3;
  private static final Notice WITHDRAWN =
      new Notice(
          "Đăng ký dự thi đã được rút",
          "Your exam registration is withdrawn",
          "Yêu cầu rút đăng ký dự thi của bạn đã được ghi nhận: bạn không còn đăng ký dự thi. Nếu"
              + " không phải bạn gửi, hãy đăng ký lại ngay.",
          "Your withdrawal was recorded: you are not registered for the exam any more. If you did"
              + " not file it, register again at once.");
  private static final Words UNNAMED_MEMBER = new Words("thông tin", "what you wrote");

  private static final Words UNNAMED = new Words("Hồ sơ", "filing");

  private static final Map<Integer, Words> FILED =
      Map.of(
          1,
          new Words("Danh sách nguyện vọng", "list of preferences"),
          2,
          new Words("Phiếu đăng ký dự thi", "exam registration"),
          WITHDRAWAL,
          new Words("Yêu cầu rút đăng ký dự thi", "withdrawal of the exam registration"));

  private static final Map<String, Words> REASONS =
      Map.of(
          "stale-version",
              new Words(
                  "hồ sơ đã được thay đổi ở nơi khác trước đó", "it was changed elsewhere before"),
          "key-reused",
              new Words(
                  "mã gửi đã dùng cho một nội dung khác",
                  "its key was used for another body before"));

  private static final Map<String, Words> STEPS =
      Map.of(
          "trial", new Words("đăng ký thử", "the trial"),
          "exam-registration", new Words("đăng ký dự thi", "exam registration"),
          "preferences", new Words("đăng ký nguyện vọng", "preferences"),
          "payment", new Words("nộp lệ phí", "payment of the fee"),
          "confirmation", new Words("xác nhận nhập học", "confirmation of enrolment"));

  private Wording() {}

  static Notice of(MessageKind kind, JsonObject params) {
    return switch (kind) {
      case FILING_APPLIED -> applied(filed(params), params.getString("enteredBy", ""));
      case FILING_REFUSED -> refused(filed(params), reason(params));
      case FILING_OVERTAKEN -> overtaken(filed(params));
      case WINDOW_CHANGED -> window(params);
      case CANDIDATES_MERGED -> MERGED;
      case IDENTITY_DIFFERS -> identity(params);
      case BILL_PAID -> MoneyWording.paid(params);
      case REFUND_OPENED -> MoneyWording.refundOpened(params);
      case REFUND_RELEASED -> MoneyWording.refundReleased(params);
      case REFUND_PAID -> MoneyWording.refundPaid(params);
      case REFUND_FAILED -> MoneyWording.refundFailed(params);
      case REFUND_DISMISSED -> MoneyWording.refundDismissed(params);
    };
  }

  /**
   * One letter for several pieces of news, the newest first.
   *
   * @param told at least one
   */
  static Notice of(List<Outbox.Told> told) {
    List<Notice> notices = told.stream().map(one -> of(one.kind(), one.params())).toList();
    if (notices.size() == 1) {
      return notices.getFirst();
    }
    return new Notice(
        notices.getFirst().title(),
        notices.getFirst().titleEn(),
        joined(notices, Notice::text),
        joined(notices, Notice::textEn));
  }

  static Notice code(String code) {
    return new Notice(
        "Mã xác nhận",
        "Confirmation code",
        "%s là mã xác nhận Báo Danh của bạn. Không đưa mã này cho bất kỳ ai.".formatted(code),
        "%s is your confirmation code of Báo Danh. Give it to nobody.".formatted(code));
  }

  private static String joined(List<Notice> notices, Function<Notice, String> words) {
    return notices.stream().map(words).collect(Collectors.joining("\n- ", "- ", ""));
  }

  /** A withdrawal does not count: it ends what did. */
  private static Notice applied(Words filed, String enteredBy) {
    if (filed.equals(FILED.get(WITHDRAWAL))) {
      return WITHDRAWN;
    }
    if (!enteredBy.isEmpty()) {
      return entered(filed, enteredBy);
    }
    return new Notice(
        filed.vietnamese() + " đã có hiệu lực",
        "Your " + filed.english() + " counts",
        filed.vietnamese()
            + " của bạn đã được ghi nhận và có hiệu lực. Biên nhận có trong lịch sử hồ sơ. Nếu"
            + " không phải bạn gửi, hãy kiểm tra ngay.",
        "Your "
            + filed.english()
            + " was recorded and counts. Its receipt is in your history. If you did not file it,"
            + " look at once.");
  }

  private static Notice entered(Words filed, String enteredBy) {
    return new Notice(
        filed.vietnamese() + " đã được nộp thay bạn và có hiệu lực",
        "Your " + filed.english() + " was filed for you and counts",
        "Trường hoặc điểm thu nhận %s đã nộp %s thay bạn. Hãy kiểm tra ngay trong lịch sử hồ sơ; bản bạn tự gửi sau sẽ thay thế bản này."
            .formatted(enteredBy, filed.vietnamese()),
        "The school or point of receipt %s filed your %s for you. Look at it in your history at once; what you file yourself later replaces it."
            .formatted(enteredBy, filed.english()));
  }

  private static Notice refused(Words filed, Words reason) {
    return new Notice(
        filed.vietnamese() + " không được chấp nhận",
        "Your " + filed.english() + " was refused",
        "%s của bạn không được chấp nhận: %s. Hồ sơ trước đó vẫn có hiệu lực."
            .formatted(filed.vietnamese(), reason.vietnamese()),
        "Your %s was refused: %s. What counted before still counts."
            .formatted(filed.english(), reason.english()));
  }

  private static Notice overtaken(Words filed) {
    return new Notice(
        filed.vietnamese() + " đã được thay bằng bản gửi sau",
        "A later filing replaced your " + filed.english(),
        filed.vietnamese() + " này không có hiệu lực vì bạn đã gửi một bản sau nó.",
        "This " + filed.english() + " does not count, because you filed a later one.");
  }

  private static Notice window(JsonObject params) {
    Words step =
        STEPS.getOrDefault(
            params.getString("step", ""), new Words("một bước", "a step of the season"));
    String opens = params.getString("opens");
    String closes = params.getString("closes");
    String title = "Thay đổi lịch " + step.vietnamese();
    String titleEn = "The calendar of " + step.english() + " changed";
    if (opens == null || closes == null) {
      return new Notice(
          title,
          titleEn,
          "Thời gian " + step.vietnamese() + " đã được rút lại.",
          "The time of " + step.english() + " was withdrawn.");
    }
    return new Notice(
        title,
        titleEn,
        "Thời gian %s: từ %s đến trước %s (giờ Việt Nam)."
            .formatted(step.vietnamese(), local(opens), local(closes)),
        "The time of %s: from %s until before %s (UTC+7)."
            .formatted(step.english(), local(opens), local(closes)));
  }

  private static Notice identity(JsonObject params) {
    List<Words> members =
        params.getJsonArray("differing", new JsonArray()).stream()
            .map(member -> MEMBERS.getOrDefault((String) member, UNNAMED_MEMBER))
            .toList();
    return new Notice(
        "Thông tin cá nhân khác với cơ sở dữ liệu dân cư",
        "Your particulars differ from the population database",
        "Hãy kiểm tra lại %s trong phiếu đăng ký dự thi. Phiếu của bạn vẫn có hiệu lực."
            .formatted(members.stream().map(Words::vietnamese).collect(Collectors.joining(", "))),
        "Please check %s in your exam registration. It counts all the same."
            .formatted(members.stream().map(Words::english).collect(Collectors.joining(", "))));
  }

  private static Words filed(JsonObject params) {
    return FILED.getOrDefault(params.getInteger("filed", 0), UNNAMED);
  }

  private static Words reason(JsonObject params) {
    String code = params.getString("reason", "");
    return REASONS.getOrDefault(code, new Words(code, code));
  }

  static String local(String instant) {
    return LOCAL.format(Instant.parse(instant));
  }
}
