package vn.baodanh.payment.http;

import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Days in addresses, which the contract knows to look like one. */
public final class Dates {
  private Dates() {}

  /** A day in the query, if one is there. Fails with 400 if it is none of the calendar. */
  public static Optional<LocalDate> parameter(RoutingContext ctx, String name) {
    return Optional.ofNullable(ctx.request().getParam(name))
        .map(text -> day("query:" + name, text));
  }

  /** The day in the path. */
  public static LocalDate path(RoutingContext ctx) {
    @Nullable String text = ctx.pathParam("day");
    return day("path:day", text == null ? "" : text);
  }

  /** A day in a body. */
  public static LocalDate member(String name, String text) {
    return day("/" + name, text);
  }

  private static LocalDate day(String pointer, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.")
              .withFaults(
                  List.of(
                      new Problem.Fault(
                          pointer, "day", "Không có ngày này.", "There is no such day."))));
    }
  }
}
