package vn.baodanh.load.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs people in at the portal: by authorization code with PKCE (RFC 7636), as a browser is led,
 * or many at once by what the simulator offers to tests.
 */
final class SignIn implements AutoCloseable {
  private static final String REDIRECT = "http://127.0.0.1/signed-in";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int AT_ONCE = 500;

  private final String portal;
  private final JsonObject discovery;
  private final HttpClient client = HttpClient.newHttpClient();
  private final SecureRandom random = new SecureRandom();

  SignIn(String portal) throws IOException, InterruptedException {
    this.portal = portal;
    discovery = json(ask(portal + "/.well-known/openid-configuration"));
  }

  /** As tokens name it. */
  String issuer() {
    return discovery.getString("issuer");
  }

  /** The access token of the person at place {@code number} of the portal's list. */
  String byCode(int number) throws IOException, InterruptedException {
    var verifier = BASE64.encodeToString(bytes(32));
    var state = BASE64.encodeToString(bytes(12));
    var asked =
        form(
            Map.of(
                "response_type",
                "code",
                "client_id",
                "play",
                "redirect_uri",
                REDIRECT,
                "scope",
                "openid profile",
                "state",
                state,
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256",
                "login_hint",
                Integer.toString(number)));
    var led = ask(discovery.getString("authorization_endpoint") + "?" + asked);
    var answer = parameters(led.headers().firstValue("Location").orElse(""));
    if (!state.equals(answer.get("state")) || !answer.containsKey("code")) {
      throw new IOException("The portal did not sign person %d in: %s".formatted(number, answer));
    }
    var redeemed =
        form(
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "play",
                "redirect_uri",
                REDIRECT,
                "code",
                answer.get("code"),
                "code_verifier",
                verifier));
    var token = post(discovery.getString("token_endpoint"), redeemed, "x-www-form-urlencoded");
    return json(token).getString("access_token");
  }

  /** Access tokens of the people at places {@code first} to {@code first + count - 1}. */
  List<String> atOnce(int first, int count) throws IOException, InterruptedException {
    var tokens = new ArrayList<String>();
    while (tokens.size() < count) {
      var asked =
          new JsonObject()
              .put("first", first + tokens.size())
              .put("count", Math.min(AT_ONCE, count - tokens.size()));
      var issued = json(post(portal + "/simulator/tokens", asked.encode(), "json"));
      issued.getJsonArray("tokens").forEach(token -> tokens.add((String) token));
    }
    return tokens;
  }

  private HttpResponse<String> ask(String address) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).GET().build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String address, String body, String type)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/" + type)
            .POST(BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException(
          "The portal answered %d to %s".formatted(response.statusCode(), response.uri()));
    }
    return new JsonObject(response.body());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Query parameters whose values need no decoding: codes and states are base64url. */
  private static Map<String, String> parameters(String address) {
    var query = address.substring(address.indexOf('?') + 1);
    return List.of(query.split("&")).stream()
        .map(parameter -> parameter.split("=", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static String challenge(String verifier) {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    client.close();
  }
}
