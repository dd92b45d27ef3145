package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.kit.ApiServer;
import vn.baodanh.kit.Contract;
import vn.baodanh.kit.HttpLimits;
import vn.baodanh.registration.catalogue.BuiltIn;
import vn.baodanh.registration.catalogue.Catalogue;
import vn.baodanh.registration.catalogue.CatalogueHandlers;
import vn.baodanh.registration.catalogue.Edition;
import vn.baodanh.registration.season.RulesFile;
import vn.baodanh.registration.season.Season;
import vn.baodanh.registration.season.ShowSeason;
import vn.baodanh.registration.season.Window;
import vn.baodanh.registration.season.WindowVersion;

/** The catalogue and the season over HTTP, behind the contract. */
final class PublicPagesTest {
  private static final Instant NOW = Instant.parse("2026-07-14T09:58:12Z");

  private static final Season SEASON =
      new Season(
          RulesFile.read("2026"),
          false,
          List.of(
              window("july", "2026-07-01T17:00:00Z", "2026-07-14T10:00:00Z", false),
              new WindowVersion(
                  new Window(
                      "july-25",
                      Season.PREFERENCES,
                      Instant.parse("2026-07-01T17:00:00Z"),
                      Instant.parse("2026-07-15T10:00:00Z"),
                      false),
                  "25",
                  "july",
                  2,
                  NOW),
              window("secret", "2026-07-20T17:00:00Z", "2026-07-24T10:00:00Z", true)));

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Vertx vertx;
  private static int port;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    var contract = Contract.load(vertx, "openapi.yaml").await();
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var handlers = new HashMap<String, Handler<RoutingContext>>();
    PublishedContract.operations(contract.document())
        .keySet()
        .forEach(operation -> handlers.put(operation, ctx -> ctx.response().end()));
    handlers.putAll(new CatalogueHandlers(new Always(BuiltIn.edition(2026)), clock).byOperation());
    handlers.put("showSeason", new ShowSeason(() -> SEASON, clock));
    port =
        ApiServer.listen(
                vertx,
                "127.0.0.1",
                0,
                1,
                HttpLimits.DEFAULT,
                clock,
                () ->
                    contract.router(
                        handlers,
                        RoutingContext::next,
                        (ctx, roles, scope) -> {},
                        Set.of("putPreferences")))
            .await()
            .port();
  }

  private record Always(Edition edition) implements Catalogue {
    @Override
    public Edition at(Instant receivedAt) {
      return edition;
    }

    @Override
    public boolean isConfirmed() {
      return true;
    }
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @Test
  void theSeasonShowsServerTimeAndOpenWindowsInMicroseconds() throws Exception {
    var answer = get("/v1/season");
    assertEquals(200, answer.statusCode());
    assertEquals(
        new JsonObject(
            """
            { "season": "2026", "trial": false, "rulesVersion": "2026.1", "maxPreferences": 15,
              "serverTime": "2026-07-14T09:58:12.000000Z",
              "windows": [
                { "id": "july", "version": 1, "step": "preferences",
                  "opens": "2026-07-01T17:00:00.000000Z", "closes": "2026-07-14T10:00:00.000000Z" },
                { "id": "july-25", "version": 2, "step": "preferences", "department": "25", "replaces": "july",
                  "opens": "2026-07-01T17:00:00.000000Z", "closes": "2026-07-15T10:00:00.000000Z" } ] }
            """),
        new JsonObject(answer.body()));
    assertEquals("no-store", header(answer, "Cache-Control"));
  }

  @Test
  void anInstitutionIsFoundAsPeopleTypeIt() throws Exception {
    var answer = get("/v1/catalogue/institutions?q=B%C3%81CH%20khoa%20ha");
    var first = new JsonObject(answer.body()).getJsonArray("institutions").getJsonObject(0);
    assertEquals("BKA", first.getString("code"));
    assertEquals("Đại học Bách khoa Hà Nội", first.getString("name"));
    assertEquals("application/json", header(answer, "Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/catalogue/institutions",
        "/v1/catalogue/programmes?institution=BKA&limit=200",
        "/v1/catalogue/subject-groups?q=hoa%20toan",
        "/v1/catalogue/schools?department=08&year=2025"
      })
  void whoHasThePageAtHandGetsNoneAgain(String path) throws Exception {
    var first = get(path);
    assertEquals(200, first.statusCode());
    var tag = header(first, "ETag");
    assertTrue(tag.matches("\"[0-9a-f-]+\""), tag);
    for (var atHand : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      var again = get(path, "If-None-Match", atHand);
      assertEquals(304, again.statusCode(), atHand);
      assertEquals("", again.body());
      assertEquals(tag, header(again, "ETag"));
    }
    assertEquals(200, get(path, "If-None-Match", "\"other\"").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/season, Season",
    "/v1/catalogue/departments?limit=200, DepartmentPage",
    "/v1/catalogue/departments?limit=200&year=2022, DepartmentPage",
    "/v1/catalogue/schools?limit=200, SchoolPage",
    "/v1/catalogue/schools?q=diem%20thu, SchoolPage",
    "/v1/catalogue/schools?q=so%20giao%20duc, SchoolPage",
    "/v1/catalogue/subjects?limit=200, SubjectPage",
    "/v1/catalogue/subjects?year=2024, SubjectPage",
    "/v1/catalogue/subject-groups?limit=200, SubjectGroupPage",
    "/v1/catalogue/methods, MethodPage",
    "/v1/catalogue/institutions?limit=200, InstitutionPage",
    "/v1/catalogue/institutions?q=y, InstitutionPage",
    "/v1/catalogue/programmes?limit=200, ProgrammePage",
    "/v1/catalogue/programmes?q=7, ProgrammePage",
    "/v1/catalogue/programmes?institution=ZZZ, ProgrammePage",
    "/v1/catalogue/programmes?limit=0, Problem",
  })
  void answersAreAsTheContractSays(String path, String schema) throws Exception {
    var answer = new JsonObject(get(path).body());
    assertEquals(
        List.of(),
        PublishedContract.faults(
            PublishedContract.load(), "/components/schemas/" + schema, answer));
  }

  @Test
  void pagesLeadToTheNext() throws Exception {
    var first = new JsonObject(get("/v1/catalogue/programmes?q=marketing&limit=2").body());
    var path = "/v1/catalogue/programmes?q=marketing&limit=2&after=" + first.getString("next");
    var second = new JsonObject(get(path).body());
    assertEquals(2, second.getJsonArray("programmes").size());
    assertTrue(!first.getJsonArray("programmes").equals(second.getJsonArray("programmes")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/catalogue/institutions?limit=201",
        "/v1/catalogue/institutions?limit=0",
        "/v1/catalogue/institutions?limit=ten",
        "/v1/catalogue/institutions?after=x",
        "/v1/catalogue/institutions?after=../..",
        "/v1/catalogue/institutions?q=",
        "/v1/catalogue/programmes?institution=bka",
        "/v1/catalogue/schools?department=1",
        "/v1/catalogue/schools?year=25",
        "/v1/catalogue/methods?year=2026&year=2025",
        "/v1/catalogue/programmes?q=a&q=b",
      })
  void whatTheContractDoesNotAllowIsRefusedWithAProblem(String path) throws Exception {
    var answer = get(path);
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals("application/problem+json", header(answer, "Content-Type"));
    var problem = new JsonObject(answer.body());
    assertEquals("invalid", problem.getString("code"));
    var pointer = problem.getJsonArray("faults").getJsonObject(0).getString("pointer");
    assertTrue(pointer.startsWith("query:"), pointer);
    assertTrue(answer.headers().firstValue("ETag").isEmpty());
  }

  private static WindowVersion window(String id, String opens, String closes, boolean hidden) {
    var window =
        new Window(id, Season.PREFERENCES, Instant.parse(opens), Instant.parse(closes), hidden);
    return new WindowVersion(window, "", "", 1, Instant.EPOCH);
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }
}
