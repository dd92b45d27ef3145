package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.person.Role;
import vn.baodanh.registration.season.DropTrial;

/** A trial runs in a database of its own, which can be dropped; nothing else can. */
class TrialIT {
  private static Stack trial;
  private static Stack real;

  @BeforeAll
  static void start() {
    trial = new Stack("trial_it");
    real = new Stack("trial_it_real");
  }

  @AfterAll
  static void stop() {
    trial.close();
    real.close();
  }

  private static String drop(Stack stack, Stack withRedisOf) {
    stack.disconnect();
    return assertThrows(
            IllegalStateException.class,
            () -> DropTrial.run(URI.create(stack.ownersUrl()), URI.create(withRedisOf.redis.url())))
        .getMessage();
  }

  /** Once the trial's lists are closed; the season's own are not open yet. */
  private static void aUniversityTriesSnapshotsAndAdmittedLists(Node node) {
    trial.grant("officer", Role.INSTITUTION, "BKA");
    var officer = new FeedReader(trial.portal.token("officer"), node.port(), "BKA");
    Stack.eventually("anna is in the feed", () -> officer.pull("").text().contains("created"));
    var upload =
        officer
            .request("/rounds/1/admitted-lists", "Content-Type", "text/csv")
            .POST(
                BodyPublishers.ofString(
                    "applicant,programme_code\n" + trial.candidate("anna") + ",IT1\n"))
            .build();
    assertEquals("lists-open", officer.send(upload).expect(403).code());
    trial.execute(
        "UPDATE season_window SET closes_at = now() - interval '16 seconds' WHERE id ="
            + " '2026-trial'");
    Stack.eventually(
        "a snapshot is made", () -> officer.get("/snapshots").text().contains("\"number\":1"));
    officer.send(upload).expect(200);
  }

  @Test
  void aTrialIsOpenWhileItsWindowIsAndIsErasedWithAllThatWasFiled() throws SQLException {
    Node node = trial.node("TRIAL", "true");
    trial.execute(
        "UPDATE season_window SET opens_at = now() + interval '100 days', closes_at = now() +"
            + " interval '101 days' WHERE id = '2026-preferences'");
    trial.execute(
        "UPDATE season_window SET opens_at = now() - interval '1 hour', closes_at = now() +"
            + " interval '1 hour' WHERE id = '2026-trial'");
    Device anna = node.of("anna");
    Stack.eventually(
        "the trial is open", () -> anna.file("key-00000001", 0, Lists.ONE).status() == 202);
    JsonObject season = Device.ask(node.port(), "/v1/season").expect(200).json();
    assertTrue(season.getBoolean("trial"));
    assertEquals(1, season.getJsonArray("windows").size(), season::encode);
    aUniversityTriesSnapshotsAndAdmittedLists(node);
    assertTrue(drop(trial, trial).contains("somebody still uses the database"));
    trial.stop(node);

    var wrong = assertThrows(IllegalStateException.class, () -> trial.node());
    assertEquals(
        "SEASON is 2026 and TRIAL false, but this installation was begun with 2026 and true",
        wrong.getMessage());

    real.stop(real.node());
    assertTrue(drop(real, real).contains("not one of a trial"));
    assertTrue(drop(trial, real).contains("another installation"));
    assertEquals(1, trial.count("SELECT count(*) FROM installation"));
    try (RedisClient redis = real.redis()) {
      assertTrue(redis.command().dbsize() > 0);
    }

    trial.disconnect();
    DropTrial.run(URI.create(trial.ownersUrl()), URI.create(trial.redis.url()));
    try (RedisClient redis = trial.redis();
        var db = Stack.POSTGRES.superuser();
        var statement = db.createStatement();
        var found = statement.executeQuery("SELECT FROM pg_database WHERE datname = 'trial_it'")) {
      assertEquals(0, redis.command().dbsize());
      assertEquals(false, found.next());
    }
    assertEquals(1, real.count("SELECT count(*) FROM installation"));
  }
}
