package vn.baodanh.load.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
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
  private record Said(Pattern request, int status, String body, Map<String, String> headers) {
    void writeTo(JsonObject answer) {
      var all = new HashMap<>(headers);
      all.put("Content-Type", status < 400 ? "application/json" : "application/problem+json");
      var named = new JsonArray();
      all.forEach((name, value) -> {
        var header = new JsonObject();
        header.addProperty("name", name);
        header.addProperty("value", value);
        named.add(header);
      });
      answer.addProperty("responseCode", status);
      answer.add("responseHeaders", named);
      answer.addProperty("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
    }
  }

  /** Goes before what was said so far. */
  Answers say(String request, int status, String json) {
    said.push(new Said(Pattern.compile(request), status, json, Map.of()));
    return this;
  }

  /** A problem document with this code, which is to be tried again where that may help. */
  Answers refuse(String request, int status, String code, String title, String titleEn) {
    var problem = new JsonObject();
    problem.addProperty("type", "urn:baodanh:problem:" + code);
    problem.addProperty("status", status);
    problem.addProperty("code", code);
    problem.addProperty("title", title);
    problem.addProperty("titleEn", titleEn);
    var headers = status == 503 ? Map.of("Retry-After", "600") : Map.<String, String>of();
    said.push(new Said(Pattern.compile(request), status, problem.toString(), headers));
    return this;
  }

  /** Lets them wait for ever. */
  Answers neverAnswer(String request) {
    return say(request, NEVER, "");
  }

  /** Answers a request that Chromium stopped (its protocol's {@code Fetch.requestPaused}). */
  void answer(CDPSession cdp, JsonObject paused) {
    var request = paused.getAsJsonObject("request");
    var asked =
        request.get("method").getAsString()
            + " "
            + URI.create(request.get("url").getAsString()).getPath();
    var answer = new JsonObject();
    answer.add("requestId", paused.get("requestId"));
    var fitting = said.stream().filter(one -> one.request().matcher(asked).matches()).findFirst();
    try {
      if (fitting.isEmpty()) {
        cdp.send("Fetch.continueRequest", answer);
      } else if (fitting.get().status() != NEVER) {
        fitting.get().writeTo(answer);
        cdp.send("Fetch.fulfillRequest", answer);
      }
    } catch (PlaywrightException gone) {
      // the page asks no more
    }
  }
}
