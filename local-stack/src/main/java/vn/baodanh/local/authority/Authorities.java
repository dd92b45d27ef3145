package vn.baodanh.local.authority;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import vn.baodanh.local.portal.TestPeople;
import vn.baodanh.local.portal.TestPerson;

/**
 * The population database ({@code /population/checks}) and the sector's database of pupils ({@code
 * /sector/pupils/query}) on 127.0.0.1. They know the portal's test people and nobody else.
 */
public final class Authorities implements AutoCloseable {
  private static final int MOST_BODY_BYTES = 4_096;

  /**
   * Codes of the exam's department and of the new province, by the citizen number's first digits.
   */
  private static final Map<String, List<String>> CODES_BY_PREFIX = codes();

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpServer server;
  private final long seed;
  private final int people;

  private Authorities(int port, long seed, int people) {
    this.seed = seed;
    this.people = people;
    var router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
    router.post("/population/checks").handler(this::check);
    router.post("/sector/pupils/query").handler(this::pupil);
    this.server = await(vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1"));
  }

  /**
   * Starts both and waits until they answer.
   *
   * @param port 0 for a free one
   * @param seed of the test people, as the portal's
   * @param people how many of the seed's list are known
   */
  public static Authorities start(int port, long seed, int people) {
    return new Authorities(port, seed, people);
  }

  public int port() {
    return server.actualPort();
  }

  /** Address of the population database. */
  public String population() {
    return "http://127.0.0.1:" + port() + "/population";
  }

  /** Address of the sector's database. */
  public String sector() {
    return "http://127.0.0.1:" + port() + "/sector";
  }

  private void check(RoutingContext ctx) {
    var asked = body(ctx);
    var person = person(asked.getString("number", ""));
    if (person.isEmpty()) {
      ctx.json(new JsonObject().put("result", "unknown"));
      return;
    }
    var differing = new JsonArray();
    var known = known(person.get());
    for (var member : List.of("fullName", "dateOfBirth", "sex")) {
      if (!alike(known.getString(member), asked.getString(member, ""))) {
        differing.add(member);
      }
    }
    ctx.json(
        differing.isEmpty()
            ? new JsonObject().put("result", "matches")
            : new JsonObject().put("result", "differs").put("differing", differing));
  }

  private static boolean alike(String known, String asked) {
    return known.equals(Normalizer.normalize(asked, Normalizer.Form.NFC));
  }

  private void pupil(RoutingContext ctx) {
    person(body(ctx).getString("citizenNumber", ""))
        .ifPresentOrElse(
            person -> ctx.json(form(person)), () -> ctx.response().setStatusCode(404).end());
  }

  private static JsonObject form(TestPerson person) {
    var prefix = person.citizenNumber().orElseThrow().substring(0, 3);
    var codes = Objects.requireNonNull(CODES_BY_PREFIX.get(prefix));
    var school = new JsonObject().put("departmentCode", codes.getFirst()).put("schoolCode", "001");
    return known(person)
        .put("departmentCode", codes.getFirst())
        .put("placeOfBirth", codes.getLast())
        .put("ethnicity", "Kinh")
        .put("className", "12A1")
        .put(
            "schools",
            new JsonObject()
                .put("grade10", school)
                .put("grade11", school.copy())
                .put("grade12", school.copy()));
  }

  private static JsonObject known(TestPerson person) {
    return new JsonObject()
        .put("fullName", person.name())
        .put("dateOfBirth", person.birthDate().toString())
        .put("sex", person.sex().name().toLowerCase(Locale.ROOT));
  }

  private Optional<TestPerson> person(String number) {
    return TestPeople.withCitizenNumber(seed, people, number);
  }

  private static JsonObject body(RoutingContext ctx) {
    try {
      return Optional.ofNullable(ctx.body().asJsonObject()).orElseGet(JsonObject::new);
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }

  private static Map<String, List<String>> codes() {
    var table = TestPeople.class.getResourceAsStream("citizen_id_provinces.csv");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(table), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> List.of(line.split(",", -1)))
          .collect(
              Collectors.toMap(List::getFirst, cells -> List.of(cells.get(2), cells.getLast())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The authorities did not start or stop within 30 s", e);
    }
  }
}
