package vn.baodanh.registration.candidate;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.Problems;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.log.Contents;
import vn.baodanh.registration.queue.FilingQueue;

/** How a candidate's own filings are written. */
final class CandidateAnswers {
  private CandidateAnswers() {}

  static JsonObject filing(CandidateStore.Recorded filing) {
    JsonObject json =
        new JsonObject()
            .put("id", filing.id().toString())
            .put("kind", filing.kind().text())
            .put("status", filing.outcome().text());
    filing.reason().ifPresent(reason -> json.put("reason", reason));
    json.put("receivedAt", Micros.text(filing.receivedUs()))
        .put("recordedAt", Micros.text(filing.recordedUs()))
        .put("version", Long.toString(filing.orderUs()))
        .put("digest", HexFormat.of().formatHex(filing.digest()))
        .put("from", filing.source());
    filing.enteredFor().ifPresent(school -> json.put("enteredBy", school));
    return Contents.putInto(json, filing.kind(), filing.content());
  }

  static JsonObject received(UUID filing, FilingQueue.Found found) {
    return new JsonObject()
        .put("id", filing.toString())
        .put("kind", found.kind().text())
        .put("status", "received")
        .put("receivedAt", Micros.text(found.taken().receivedUs()))
        .put("version", Long.toString(found.taken().orderUs()));
  }

  static void send(RoutingContext ctx, JsonObject json) {
    ctx.response().putHeader("Cache-Control", "no-store");
    ctx.json(json);
  }

  static void unknown(RoutingContext ctx) {
    Problems.answer(
        ctx.response(),
        Problem.of(
            404,
            "filing-unknown",
            "Không có hồ sơ nào của bạn mang mã này.",
            "You have no filing with this id."));
  }

  static void notYetRecorded(RoutingContext ctx) {
    Problems.answer(
        ctx.response(),
        Problem.of(
                409,
                "not-yet-recorded",
                "Hồ sơ đã nhận và đang chờ ghi sổ. Xin thử lại sau giây lát.",
                "The filing was received and is about to be recorded. Please try again in a"
                    + " moment.")
            .withRetryAfter(Duration.ofSeconds(1)));
  }

  static void unavailable(RoutingContext ctx, Throwable failure) {
    Problems.answer(
        ctx.response(),
        Problem.of(
                503,
                "unavailable",
                "Chưa đọc được sổ. Hồ sơ đã nhận vẫn được giữ. Xin thử lại sau ít giây.",
                "The record cannot be read right now. What was received is kept. Please try again"
                    + " in a few seconds.")
            .withRetryAfter(Duration.ofSeconds(2)));
  }
}
