package vn.baodanh.load.play;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.local.portal.TestPeople;
import vn.baodanh.local.portal.TestStaff;

/**
 * A university that pulls its applicants to a file with a key of its own, and catches up after some
 * more candidates have filed. What it then holds is compared with what candidates chose.
 */
final class University {
  private static final int LATE = 40;
  private static final int OFFICER = 7; // a person of the portal's list who files nothing
  private static final Duration CAUGHT_UP_WITHIN = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final PlaySettings settings;
  private final Api api;
  private final Season season;
  private final AnswerLog log;
  private final SplittableRandom random;

  University(
      PlaySettings settings, Api api, Season season, AnswerLog log, SplittableRandom random) {
    this.settings = settings;
    this.api = api;
    this.season = season;
    this.log = log;
    this.random = random;
  }

  /**
   * What was to be seen.
   *
   * @param pulled lines of the first pull
   * @param changes lines that came after more candidates had filed
   * @param caughtUp from the last answer to one of them until all was read
   * @param applicants whom the file names in the end
   * @param differences applicants whom file and record do not agree about
   */
  record Outcome(
      String institution,
      int pulled,
      int changes,
      Duration caughtUp,
      int applicants,
      int differences) {
    boolean isAsPlanned() {
      return differences == 0 && pulled > 0;
    }

    String line() {
      return "%s pulled %,d changes to a file, caught up with %d more in %.1f s, holds %,d applicants, %d not as recorded"
          .formatted(
              institution, pulled, changes, caughtUp.toMillis() / 1e3, applicants, differences);
    }
  }

  Outcome play() throws IOException, InterruptedException, SQLException {
    Path file = Files.createTempFile("baodanh-applications-", ".ndjson");
    try (var portal = new SignIn(settings.portal())) {
      String institution = mostChosen();
      var key = machineKey(portal, institution);
      var feed = new FeedFile(settings.base(), institution, key, file);
      awaitEnd(feed, institution);
      int pulled = feed.lines();
      fileMore(portal);
      Instant answered = Instant.now();
      awaitEnd(feed, institution);
      var caughtUp = Duration.between(answered, Instant.now());
      Map<String, List<String>> held = feed.applicants();
      return new Outcome(
          institution,
          pulled,
          feed.lines() - pulled,
          caughtUp,
          held.size(),
          differences(held, chosen(institution)));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** An operator lets a person act for the university, who registers a key for its program. */
  private MachineKey machineKey(SignIn portal, String institution)
      throws IOException, InterruptedException {
    int officer = settings.candidates() + 500 + OFFICER;
    String operator = portal.byCode(TestStaff.OPERATORS.getFirst());
    String token = portal.byCode(officer);
    var grant =
        new JsonObject()
            .put("role", "institution")
            .put("organisation", institution)
            .put(
                "until",
                Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString())
            .put("note", "pulls applications");
    String subject = TestPeople.person(settings.seed(), officer).subject();
    give(operator, grant.copy().put("subject", subject));
    var key = MachineKey.generate();
    grant.put("publicKey", key.publicKey()).put("scopes", new JsonArray().add("applications"));
    return key.registeredAs(give(token, grant));
  }

  /** A node looks every second who may do what: the giver may not be known yet. */
  private String give(String token, JsonObject grant) {
    long end = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
    var idempotencyKey = UUID.randomUUID().toString();
    while (true) {
      var reply = api.post("/v1/grants", token, idempotencyKey, grant.encode());
      if (reply.status() == 201) {
        return reply.body().getString("id");
      }
      if (reply.status() != 403 || System.nanoTime() > end) {
        throw new IllegalStateException("giving a grant was answered " + reply);
      }
      Api.pause(LOOK_EVERY);
    }
  }

  private void fileMore(SignIn portal) throws IOException, InterruptedException {
    int first = settings.candidates() + 2_000;
    int number = first;
    for (var token : portal.atOnce(first, LATE)) {
      var person = TestPeople.person(settings.seed(), number++);
      var pupil = new Pupil(api, log, season, random.split(), portal.issuer(), token, person);
      pupil.seeList();
      pupil.fileList();
    }
  }

  /** Pulls until the feed has everything that is recorded. */
  private void awaitEnd(FeedFile feed, String institution)
      throws IOException, InterruptedException, SQLException {
    long end = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
    do {
      feed.pull();
      if (System.nanoTime() > end) {
        throw new IOException("The feed of " + institution + " does not follow the record");
      }
      Api.pause(LOOK_EVERY);
    } while (!isProjected() || feed.pull() > 0);
  }

  private boolean isProjected() throws SQLException {
    return texts(
            """
            SELECT bool_and(coalesce(c.seq, 0) = p.seq) FROM partition p LEFT JOIN application_cursor c ON c.partition = p.id
            """)
        .equals(List.of(List.of("t")));
  }

  private String mostChosen() throws SQLException {
    return texts(
            """
            SELECT institution_code FROM application_change GROUP BY 1 ORDER BY max(last_position) DESC, 1 LIMIT 1
            """)
        .getFirst()
        .getFirst();
  }

  /** From the candidates' own lists, not from what was projected. */
  private Map<String, List<String>> chosen(String institution) throws SQLException {
    var chosen = new HashMap<String, List<String>>();
    texts(
            """
            SELECT candidate_id, split_part(line, '/', 2)
            FROM current_filing, string_to_table(rtrim(convert_from(content, 'UTF8'), E'\\n'), E'\\n') WITH ORDINALITY AS t (line, place)
            WHERE kind = 1 AND split_part(line, '/', 1) = '%s' ORDER BY candidate_id, place
            """
                .formatted(institution))
        .forEach(row ->
            chosen.computeIfAbsent(row.getFirst(), none -> new ArrayList<>()).add(row.getLast()));
    return chosen;
  }

  private static int differences(Map<String, List<String>> held, Map<String, List<String>> chosen) {
    var both = new HashMap<>(chosen);
    int different = 0;
    for (var applicant : held.entrySet()) {
      different += applicant.getValue().equals(both.remove(applicant.getKey())) ? 0 : 1;
    }
    return different + both.size();
  }

  private List<List<String>> texts(String sql) throws SQLException {
    try (var database = DriverManager.getConnection(settings.postgres());
        var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<List<String>>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        texts.add(row);
      }
      return texts;
    }
  }
}
