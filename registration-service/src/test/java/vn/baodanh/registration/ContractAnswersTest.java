package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the judge of answers finds what the contract does not say. */
final class ContractAnswersTest {
  private static final Operation SEASON = Operation.named("showSeason");

  private static final String PROBLEM =
      """
      { "type": "urn:baodanh:problem:busy", "title": "Bận", "titleEn": "Busy", "status": 503, "code": "busy" }
      """;

  private final ContractAnswers answers = new ContractAnswers(PublishedContract.load());

  @Test
  void whatTheContractShowsIsDeclared() {
    assertEquals(Set.of(), undeclared(200, "application/json", season()));
    assertEquals(Set.of(), undeclared(503, "application/problem+json", PROBLEM));
  }

  @Test
  void whatItDoesNotSayIsFound() {
    assertEquals(Set.of("status 204"), undeclared(204, "application/json", season()));
    assertEquals(Set.of("content type text/html"), undeclared(200, "text/html", season()));
    assertEquals(
        Set.of("problem code sleepy"),
        undeclared(503, "application/problem+json", PROBLEM.replace("busy", "sleepy")));
    var numbered = undeclared(200, "application/json", season().replace("\"2026.1\"", "1"));
    assertTrue(numbered.toString().contains("/rulesVersion"), numbered::toString);
    var noHeaders =
        new Reply(
            200, Map.of("content-type", List.of("application/json")), season().getBytes(UTF_8));
    assertEquals(
        Set.of("no header Cache-Control", "no header X-Request-Id"),
        answers.undeclared(SEASON, noHeaders));
  }

  private static String season() {
    return SEASON
        .response(200)
        .getJsonObject("content")
        .getJsonObject("application/json")
        .getJsonObject("examples")
        .getJsonObject("season2026")
        .getJsonObject("value")
        .encode();
  }

  private Set<String> undeclared(int status, String type, String body) {
    var fields =
        Map.of(
            "content-type", List.of(type),
            "cache-control", List.of("no-store"),
            "retry-after", List.of("2"),
            "x-request-id", List.of("0"));
    return answers.undeclared(SEASON, new Reply(status, fields, body.getBytes(UTF_8)));
  }
}
