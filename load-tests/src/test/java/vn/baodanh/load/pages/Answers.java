package vn.baodanh.load.pages;

import com.microsoft.playwright.Route;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the service says while a page is shown in one state. What is not named here the real service
 * answers.
 */
final class Answers {
  private static final int NEVER = 0;

  private final Deque<Said> said = new ArrayDeque<>();

  /** To requests whose method, a space and path match. */
  private record Said(Pattern request, int status, String body, Map<String, String> headers) {}

  /** Goes before what was said so far. */
  Answers say(String request, int status, String json) {
    said.push(new Said(Pattern.compile(request), status, json, Map.of()));
    return this;
  }

  /** A problem document with this code, which is to be tried again where that may help. */
  Answers refuse(String request, int status, String code, String title, String titleEn) {
    var problem =
        new JsonObject()
            .put("type", "urn:baodanh:problem:" + code)
            .put("status", status)
            .put("code", code)
            .put("title", title)
            .put("titleEn", titleEn);
    var headers = status == 503 ? Map.of("Retry-After", "600") : Map.<String, String>of();
    said.push(new Said(Pattern.compile(request), status, problem.encode(), headers));
    return this;
  }

  /** Lets them wait for ever. */
  Answers neverAnswer(String request) {
    return say(request, NEVER, "");
  }

  void answer(Route route) {
    var request = route.request();
    var address = java.net.URI.create(request.url());
    var asked = request.method() + " " + address.getPath();
    for (var one : said) {
      if (one.request().matcher(asked).matches()) {
        if (one.status() != NEVER) {
          route.fulfill(
              new Route.FulfillOptions()
                  .setStatus(one.status())
                  .setContentType(
                      one.status() < 400 ? "application/json" : "application/problem+json")
                  .setHeaders(one.headers())
                  .setBody(one.body()));
        }
        return;
      }
    }
    route.resume();
  }
}
