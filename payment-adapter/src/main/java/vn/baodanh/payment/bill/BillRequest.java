package vn.baodanh.payment.bill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.baodanh.payment.ledger.Vnd;

/**
 * A bill as registration asks for it.
 *
 * @param supersedes the open bill in whose place it comes
 */
record BillRequest(Bill bill, Optional<UUID> supersedes) {
  /**
   * Reads a body that is as the contract says.
   *
   * @throws vn.baodanh.kit.ProblemException if the lines are not the amount, or an institution is
   *     named twice
   */
  static BillRequest read(JsonObject body, Instant now) {
    List<BillLine> lines = lines(body.getJsonArray("lines"));
    long sum = lines.stream().mapToLong(line -> line.amount().amount()).sum();
    if (sum != body.getLong("amount")) {
      throw BillProblems.faulty(
          "/amount",
          "not-the-sum",
          "Số tiền không bằng tổng các dòng.",
          "The amount is not the sum of the lines.");
    }
    Bill bill =
        Bill.asked(
            UUID.fromString(body.getString("id")),
            UUID.fromString(body.getString("candidateId")),
            lines,
            now);
    return new BillRequest(
        bill, Optional.ofNullable(body.getString("supersedes")).map(UUID::fromString));
  }

  private static List<BillLine> lines(JsonArray array) {
    List<BillLine> lines = new ArrayList<>();
    Set<String> institutions = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      JsonObject line = array.getJsonObject(i);
      String institution = line.getString("institutionCode");
      if (!institutions.add(institution)) {
        throw BillProblems.faulty(
            "/lines/" + i + "/institutionCode",
            "repeated",
            "Trường này đã có ở dòng khác.",
            "Another line names this institution.");
      }
      lines.add(new BillLine(institution, new Vnd(line.getLong("amount"))));
    }
    return lines;
  }
}
