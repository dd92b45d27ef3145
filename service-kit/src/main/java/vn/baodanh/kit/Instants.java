package vn.baodanh.kit;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Moments in a body whose form the contract has checked, and whose day may still not exist. */
public final class Instants {

  private Instants() {}

  /**
   * The moment in this member (RFC 3339, with seconds and any offset), if it is there.
   *
   * @throws ProblemException 400 {@code invalid}, pointing at the member
   */
  public static Optional<Instant> of(JsonObject body, String member) {
    try {
      return Optional.ofNullable(body.getString(member)).map(Instant::parse);
    } catch (DateTimeException e) {
      var fault =
          new Problem.Fault(
              "/" + member,
              "not-a-time",
              "Không có thời điểm nào như vậy.",
              "There is no such moment.");
      throw new ProblemException(SchemaFaults.problem(List.of(fault)));
    }
  }
}
