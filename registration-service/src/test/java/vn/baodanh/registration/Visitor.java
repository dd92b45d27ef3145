package vn.baodanh.registration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser as far as cookies and being led elsewhere go: it follows nothing by itself. */
final class Visitor {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final String base;
  final Map<String, String> cookies = new LinkedHashMap<>();

  Visitor(String base) {
    this.base = base;
  }

  /** The same cookies at another node. */
  Visitor at(String other) {
    var visitor = new Visitor(other);
    visitor.cookies.putAll(cookies);
    return visitor;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  /** As one of our pages sends it. */
  HttpResponse<String> fromPage(String method, String path, String body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("X-From", "pages", "Origin", base, "Sec-Fetch-Site", "same-origin"));
    return send(method, path, body, all.toArray(String[]::new));
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    var address = path.startsWith("http") ? path : base + path;
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!cookies.isEmpty() && address.startsWith(base)) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    var answer =
        Again.ask(
            () -> sendOnce(request.build()), one -> Again.isUnsure(one.statusCode(), one.body()));
    answer.headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private static HttpResponse<String> sendOnce(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs in as the person at this place of the simulated portal's list. */
  HttpResponse<String> signIn(int person, String back) {
    var away = location(get("/sign-in?back=" + back));
    var home = location(get(away + "&login_hint=" + person));
    return get(home.substring(base.length()));
  }

  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private void keep(String cookie) {
    var pair = cookie.split(";", 2)[0].split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
